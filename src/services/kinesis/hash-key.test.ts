import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HASH_KEY_MAX, hashKeyOf, splitEvenly } from "./hash-key.ts";

describe("hash keys", () => {
  it("split three shards as AWS does (recorded)", () => {
    expect(splitEvenly(3).map(({ first, last }) => [first.toString(), last.toString()])).toEqual([
      ["0", "113427455640312821154458202477256070484"],
      ["113427455640312821154458202477256070485", "226854911280625642308916404954512140969"],
      ["226854911280625642308916404954512140970", "340282366920938463463374607431768211455"],
    ]);
  });

  it("split without a hole or an overlap, whatever the count", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (count) => {
        const ranges = splitEvenly(count);
        expect(ranges[0]?.first).toBe(0n);
        expect(ranges.at(-1)?.last).toBe(HASH_KEY_MAX);
        for (const [index, { first }] of ranges.entries())
          if (index > 0) expect(first).toBe((ranges[index - 1]?.last ?? 0n) + 1n);
      }),
    );
  });

  it("are the MD5 of the partition key's UTF-8", () => {
    expect(hashKeyOf("a").toString(16)).toBe("cc175b9c0f1b6a831c399e269772661");
    expect(hashKeyOf("ü")).toBe(0xc03410a5204b21cd8229ff754688d743n);
  });
});
