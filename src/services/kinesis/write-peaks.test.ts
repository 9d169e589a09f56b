import { describe, expect, it } from "vitest";
import { VirtualClock } from "../../kit/clock.ts";
import { shardsFilled, withPeak, WritePeaks } from "./write-peaks.ts";

const MiB = 2 ** 20;
const DAY_MS = 24 * 3_600_000;

/** A clock that stands still unless moved. */
class StillClock extends VirtualClock {
  nowMs = 10_000_000;
  override now(): number {
    return this.nowMs;
  }
}

describe("write peaks", () => {
  it("are of the busiest second since the last look", () => {
    const clock = new StillClock();
    const peaks = new WritePeaks(clock);
    peaks.count("a", 10, 100);
    peaks.count("a", 5, 300);
    clock.nowMs += 1000;
    peaks.count("a", 12, 50);
    expect(peaks.take("a")).toEqual({ records: 15, bytes: 400 });
    expect(peaks.take("a")).toEqual({ records: 0, bytes: 0 });
  });

  it("are kept by day for 30 days (documented)", () => {
    const first = withPeak([], { bytes: MiB, records: 10 }, 0);
    expect(withPeak(first, { bytes: MiB / 2, records: 5 }, 1000)).toBe(first);
    const second = withPeak(first, { bytes: 2 * MiB, records: 5 }, DAY_MS);
    expect(second.map(({ day, bytes }) => [day, bytes])).toEqual([
      [0, MiB],
      [1, 2 * MiB],
    ]);
    expect(withPeak(second, { bytes: 0, records: 0 }, 30 * DAY_MS).map(({ day }) => day)).toEqual([1]);
  });

  it("fill shards by bytes or by records", () => {
    expect(shardsFilled([])).toBe(0);
    expect(shardsFilled([{ bytes: 3 * MiB, records: 10 }])).toBe(3);
    expect(
      shardsFilled([
        { bytes: 3 * MiB, records: 10 },
        { bytes: 1, records: 5000 },
      ]),
    ).toBe(5);
  });
});
