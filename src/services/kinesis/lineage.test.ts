import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HASH_KEY_MAX } from "./hash-key.ts";
import { reshard, type Lineage } from "./lineage.ts";
import { endingSequenceNumber, startingSequenceNumber } from "./sequence-number.ts";
import { newShards, type Shard } from "./shard.ts";

const START_MS = Date.UTC(2026, 10, 25);
const fresh = (count: number): Lineage => ({
  shards: newShards(count, START_MS),
  closedShards: [],
  nextShardIndex: count,
});
const parentsOf = ({ parent, adjacentParent }: Shard): number[] =>
  [parent, adjacentParent].filter((index) => index !== undefined);

describe("reshard", () => {
  it("splits a shard into two that follow it (recorded)", () => {
    const after = reshard(fresh(1), { kind: "split", shardIndex: 0, startingHashKey: 2n }, START_MS + 100, () => 7);
    expect(after.shards.map(({ index, first, last, parent }) => [index, first, last, parent])).toEqual([
      [1, 0n, 1n, 0],
      [2, 2n, HASH_KEY_MAX, 0],
    ]);
    expect(after.closedShards.map(({ index, closed }) => [index, closed])).toEqual([
      [0, { atMs: START_MS + 100, next: 7 }],
    ]);
    expect(after.nextShardIndex).toBe(3);
  });

  it("merges neighbours into one with two parents (recorded)", () => {
    const after = reshard(fresh(3), { kind: "merge", shardIndex: 0, adjacentIndex: 1 }, START_MS);
    expect(after.shards.map(({ index, parent, adjacentParent }) => [index, parent, adjacentParent])).toEqual([
      [3, 0, 1],
      [2, undefined, undefined],
    ]);
  });

  // Recorded through moto's cases, with the short-lived shards in between.
  it.each([
    [2, 4, 6],
    [4, 5, 15],
    [4, 2, 6],
  ])("scales %i shards to %i by way of %i", (from, to, total) => {
    const after = reshard(fresh(from), { kind: "scale", shardCount: to }, START_MS);
    expect(after.shards).toHaveLength(to);
    expect(after.shards.length + after.closedShards.length).toBe(total);
  });

  it("scales thirds to sixths without crumbs", () => {
    const after = reshard(fresh(3), { kind: "scale", shardCount: 6 }, START_MS);
    expect(after.shards.length + after.closedShards.length).toBe(9);
  });

  it("leaves neither hole nor overlap, and numbers children above their parents", () => {
    const counts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(counts, ([first = 1, ...rest]) => {
        let lineage = fresh(first);
        for (const [at, shardCount] of rest.entries())
          lineage = reshard(lineage, { kind: "scale", shardCount }, START_MS + at);
        expect(lineage.shards).toHaveLength(rest.at(-1) ?? 0);
        let next = 0n;
        for (const shard of lineage.shards) {
          expect(shard.first).toBe(next);
          next = shard.last + 1n;
        }
        expect(next).toBe(HASH_KEY_MAX + 1n);
        const all = new Map([...lineage.shards, ...lineage.closedShards].map((shard) => [shard.index, shard]));
        expect(all.size).toBe(lineage.nextShardIndex);
        for (const shard of all.values())
          for (const index of parentsOf(shard)) {
            const parent = all.get(index);
            const end = parent?.closed && endingSequenceNumber(parent, parent.closed.atMs);
            expect(BigInt(startingSequenceNumber(shard))).toBeGreaterThan(BigInt(end ?? "0"));
          }
      }),
    );
  });
});
