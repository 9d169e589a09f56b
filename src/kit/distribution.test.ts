import { describe, expect, it } from "vitest";
import { Distribution } from "./distribution.ts";

describe("Distribution", () => {
  it("keeps few values as they are", () => {
    const few = new Distribution();
    few.add(3);
    few.add(-1.5, 4);
    expect(few).toMatchObject({ count: 5, sum: -3, min: -1.5, max: 3 });
    expect([...(few.values ?? [])]).toEqual([
      [3, 1],
      [-1.5, 4],
    ]);
  });

  it("keeps many values within a fortieth, in bounded room", () => {
    const many = new Distribution();
    for (let value = 1; value <= 100_000; value++) many.add(value);
    const kept = [...(many.values ?? [])].toSorted(([a], [b]) => a - b);
    expect(kept.length).toBeLessThan(400);
    expect(kept.reduce((sum, [, count]) => sum + count, 0)).toBe(100_000);
    let seen = 0;
    const median = kept.find(([, count]) => (seen += count) >= 50_000)?.[0] ?? 0;
    expect(Math.abs(median / 50_000 - 1)).toBeLessThan(0.026);
  });

  it("does not know the values of sets, unless they are equal", () => {
    const sets = new Distribution();
    sets.addSet({ count: 2, sum: 6, min: 3, max: 3 });
    expect(sets.values?.get(3)).toBe(2);
    const all = new Distribution();
    all.addAll(sets);
    all.addSet({ count: 2, sum: 5, min: 1, max: 4 });
    expect(all).toMatchObject({ count: 4, sum: 11, min: 1, max: 4, values: undefined });
  });
});
