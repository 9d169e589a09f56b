import { describe, expect, it } from "vitest";
import { VirtualClock } from "./clock.ts";
import { Meter, type MetricIdentity, type MetricPoint } from "./metrics.ts";

const identity: MetricIdentity = {
  account: "000000000000",
  region: "us-east-1",
  namespace: "AWS/Test",
  name: "Things",
  dimensions: {},
  unit: "Count",
};
const MINUTE_MS = 60_000;

function meter() {
  const clock = new VirtualClock();
  clock.set(Date.UTC(2030, 0, 1, 12, 0, 10));
  const points: MetricPoint[] = [];
  const failures: unknown[] = [];
  const record = async (more: readonly MetricPoint[]) => void points.push(...more);
  return { clock, points, failures, meter: new Meter(clock, { record }, (error) => void failures.push(error)) };
}

describe("Meter", () => {
  it("gives each minute's counts once it has passed, with the minute's beginning", async () => {
    const { clock, points, meter: counting } = meter();
    const counter = counting.counter(identity);
    counter.add(2);
    counter.add(3, 2);
    expect(points).toEqual([]);
    clock.advance(MINUTE_MS);
    await counting.settled();
    expect(points).toMatchObject([
      { name: "Things", atMs: Date.UTC(2030, 0, 1, 12), distribution: { count: 3, sum: 8 } },
    ]);
    counter.add(1);
    clock.advance(10 * MINUTE_MS);
    await counting.settled();
    expect(points[1]).toMatchObject({ atMs: Date.UTC(2030, 0, 1, 12, 1), distribution: { count: 1, sum: 1 } });
  });

  it("goes on after the sink has failed", async () => {
    const clock = new VirtualClock();
    const failures: unknown[] = [];
    let calls = 0;
    const record = async () => {
      calls += 1;
      if (calls === 1) throw new Error("no");
    };
    const counting = new Meter(clock, { record }, (error) => void failures.push(error));
    const counter = counting.counter(identity);
    counter.add(1);
    await counting.flush();
    counter.add(1);
    await counting.flush();
    expect(failures).toHaveLength(1);
    expect(calls).toBe(2);
  });
});
