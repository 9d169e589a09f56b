import { describe, expect, it } from "vitest";
import { VirtualClock } from "../../kit/clock.ts";
import { ProvisionedThroughput } from "./throughput.ts";

const MiB = 2 ** 20;

/** A clock that stands still unless moved. */
class StillClock extends VirtualClock {
  nowMs = 10_000_000;
  override now(): number {
    return this.nowMs;
  }
}

function metered() {
  const clock = new StillClock();
  return { clock, throughput: new ProvisionedThroughput(clock) };
}

describe("provisioned throughput", () => {
  it("takes 1,000 records a second and shard", () => {
    const { clock, throughput } = metered();
    for (let record = 0; record < 1000; record++) expect(throughput.admitWrite("a", 1)).toBe(true);
    expect(throughput.admitWrite("a", 1)).toBe(false);
    expect(throughput.admitWrite("b", 1)).toBe(true);
    clock.nowMs += 1000;
    expect(throughput.admitWrite("a", 1)).toBe(true);
  });

  it("takes 1 MiB a second, and one larger record by itself", () => {
    const { clock, throughput } = metered();
    expect(throughput.admitWrite("a", MiB - 10)).toBe(true);
    expect(throughput.admitWrite("a", 11)).toBe(false);
    expect(throughput.admitWrite("a", 10)).toBe(true);
    clock.nowMs += 1000;
    expect(throughput.admitWrite("a", 10 * MiB)).toBe(true);
    expect(throughput.admitWrite("a", 1)).toBe(false);
  });

  it("answers 5 reads a second, and pauses after 10 MiB", () => {
    const { clock, throughput } = metered();
    for (let call = 0; call < 5; call++) expect(throughput.admitRead("a")).toBe(true);
    expect(throughput.admitRead("a")).toBe(false);
    clock.nowMs += 1000;
    expect(throughput.admitRead("a")).toBe(true);
    throughput.countRead("a", 10 * MiB);
    clock.nowMs += 3999;
    expect(throughput.admitRead("a")).toBe(false);
    clock.nowMs += 1001;
    expect(throughput.admitRead("a")).toBe(true);
  });

  it("follows a clock that is moved back", () => {
    const { clock, throughput } = metered();
    throughput.countRead("a", 100 * MiB);
    clock.nowMs -= 3_600_000;
    expect(throughput.admitRead("a")).toBe(true);
  });
});
