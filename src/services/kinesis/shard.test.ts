import { describe, expect, it } from "vitest";
import { HASH_KEY_MAX, hashKeyOf } from "./hash-key.ts";
import { filterShards } from "./shard-filter.ts";
import { newShards, shardId, shardIndex, shardOf } from "./shard.ts";

const createdAtMs = 1_000_000;

describe("shard ids", () => {
  it("are read as AWS reads them (recorded)", () => {
    expect(shardId(7)).toBe("shardId-000000000007");
    expect(shardId(-(2 ** 31))).toBe("shardId--02147483648");
    expect(shardIndex("shardId-000000000007")).toBe(7);
    expect(shardIndex("2147483647")).toBe(2147483647);
    expect(shardIndex("a-00002147483647")).toBe(2147483647);
    expect(shardIndex("-00002147483647")).toBe(2147483647);
    for (const bad of ["2147483648", "shardId-002147483648", "ABKLFD8", "2.14E4"])
      expect(shardIndex(bad)).toBeUndefined();
  });
});

describe("shardOf", () => {
  it("sends partition keys where AWS sends them (recorded)", () => {
    const three = newShards(3, createdAtMs);
    const indexes = ["a", "b", "e", "f"].map((key) => shardOf(three, hashKeyOf(key)).index);
    expect(indexes).toEqual([0, 1, 2, 1]);
  });

  it("finds the ends of every range", () => {
    const shards = newShards(13, createdAtMs);
    for (const shard of shards) {
      expect(shardOf(shards, shard.first)).toBe(shard);
      expect(shardOf(shards, shard.last)).toBe(shard);
    }
    expect(() => shardOf(shards, HASH_KEY_MAX + 1n)).toThrow();
  });
});

describe("filterShards", () => {
  const [old, young] = newShards(2, createdAtMs);
  if (!old || !young) throw new Error("no shards");
  const openedAtMs = createdAtMs + 5000;
  const shards = [old, { ...young, openedAtMs }];
  const indexes = (filter: Parameters<typeof filterShards>[1]) =>
    filterShards(shards, filter, createdAtMs).map(({ index }) => index);

  it("selects by id and by time (documented)", () => {
    expect(indexes({ Type: "AFTER_SHARD_ID", ShardId: "shardId-000000000000" })).toEqual([1]);
    expect(indexes({ Type: "AT_TRIM_HORIZON" })).toEqual([0]);
    expect(indexes({ Type: "FROM_TRIM_HORIZON" })).toEqual([0, 1]);
    expect(indexes({ Type: "AT_LATEST" })).toEqual([0, 1]);
    expect(indexes({ Type: "AT_TIMESTAMP", Timestamp: new Date(createdAtMs + 4999) })).toEqual([0]);
    expect(indexes({ Type: "AT_TIMESTAMP", Timestamp: new Date(0) })).toEqual([0]);
    expect(indexes({ Type: "FROM_TIMESTAMP", Timestamp: new Date(0) })).toEqual([0, 1]);
  });

  it("knows when shards were open (documented)", () => {
    const closed = { ...old, closed: { atMs: createdAtMs + 5000, next: 0 } };
    const select = (filter: Parameters<typeof filterShards>[1]) =>
      filterShards([closed, { ...young, openedAtMs }], filter, createdAtMs).map(({ index }) => index);
    const at = (elapsedMs: number) => new Date(createdAtMs + elapsedMs);
    expect(select({ Type: "AT_LATEST" })).toEqual([1]);
    expect(select({ Type: "AT_TRIM_HORIZON" })).toEqual([0]);
    expect(select({ Type: "FROM_TRIM_HORIZON" })).toEqual([0, 1]);
    expect(select({ Type: "AT_TIMESTAMP", Timestamp: at(4999) })).toEqual([0]);
    expect(select({ Type: "AT_TIMESTAMP", Timestamp: at(5001) })).toEqual([1]);
    expect(select({ Type: "FROM_TIMESTAMP", Timestamp: at(4999) })).toEqual([0, 1]);
    expect(select({ Type: "FROM_TIMESTAMP", Timestamp: at(5001) })).toEqual([1]);
  });

  it("refuses a filter without what its type needs", () => {
    expect(() => indexes({ Type: "AFTER_SHARD_ID" })).toThrow("ShardId must be specified");
    expect(() => indexes({ Type: "AT_TIMESTAMP" })).toThrow("Timestamp must be specified");
  });
});
