import { describe, expect, it } from "vitest";
import { Distribution } from "../../kit/distribution.ts";
import { statisticOf } from "./statistic.ts";

const upTo = (last: number): Distribution => {
  const distribution = new Distribution();
  for (let value = 1; value <= last; value++) distribution.add(value);
  return distribution;
};
const of = (name: string, distribution: Distribution) => statisticOf(name)?.(distribution);

describe("statisticOf", () => {
  it("knows the simple ones", () => {
    const names = ["SampleCount", "Sum", "Average", "Minimum", "Maximum"];
    expect(names.map((name) => of(name, upTo(10)))).toEqual([10, 55, 5.5, 1, 10]);
  });

  it("knows percentiles between values", () => {
    expect(["p0", "p50", "p100"].map((name) => of(name, upTo(11)))).toEqual([1, 6, 11]);
    expect(of("p99.9", upTo(101))).toBeCloseTo(100.9);
  });

  it("knows what trimming leaves", () => {
    expect(of("tm90", upTo(10))).toBe(5);
    expect(of("tc90", upTo(10))).toBe(9);
    expect(of("ts90", upTo(10))).toBe(45);
    expect(of("wm90", upTo(10))).toBe(5.4);
    expect(of("TM(10%:90%)", upTo(10))).toBe(5.5);
    expect(of("IQM", upTo(8))).toBe(4.5);
    expect(of("PR(:5)", upTo(10))).toBe(50);
    expect(of("TC(20%:50%)", upTo(10))).toBe(3);
    expect(of("TS(2:5)", upTo(10))).toBe(12);
  });

  it("takes no other names", () => {
    for (const name of ["p101", "average", "p", "TM(90%:10%)", "PR(1%:2%)", "x90"])
      expect(statisticOf(name)).toBeUndefined();
  });

  it("knows no percentiles of sets", () => {
    const sets = new Distribution();
    sets.addSet({ count: 4, sum: 10, min: 1, max: 4 });
    expect(of("p50", sets)).toBeUndefined();
    expect(of("Average", sets)).toBe(2.5);
  });
});
