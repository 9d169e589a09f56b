import { describe, expect, it } from "vitest";
import { Paging } from "../../kit/paging.ts";
import { openShardIterator, sealShardIterator } from "./shard-iterator.ts";
import { newShards } from "./shard.ts";
import type { Stream } from "./stream.ts";

const paging = new Paging(Buffer.alloc(32, 7));
const place = { account: "000000000000", region: "us-east-1" };
const stream: Stream = {
  key: { ...place, name: "n".repeat(128) },
  id: "0f5c3a3e-6f43-4b0e-9d3c-1d0a5a4a7f11",
  status: "ACTIVE",
  mode: "PROVISIONED",
  createdAtMs: 0,
  retentionHours: 24,
  expiredBeforeMs: 0,
  recordSizeKiBMax: 1024,
  tags: [],
  shards: newShards(1, 0),
  closedShards: [],
  nextShardIndex: 1,
  scaledAtMs: [],
};
const nowMs = Date.UTC(2015, 0, 22, 1, 22, 2);
const token = sealShardIterator(paging, stream, { shardIndex: 999_999, position: 2 ** 50 }, nowMs);

describe("shard iterators", () => {
  it("lead back to their place, and fit AWS's 512 characters", () => {
    expect(token.length).toBeLessThanOrEqual(512);
    expect(openShardIterator(paging, place, token, nowMs + 300_000)).toEqual({
      key: stream.key,
      streamId: stream.id,
      shardIndex: 999_999,
      position: 2 ** 50,
    });
  });

  it("expire after five minutes with AWS's text (recorded)", () => {
    expect(() => openShardIterator(paging, place, token, nowMs + 300_001)).toThrow(
      "Iterator expired. The iterator was created at time Thu Jan 22 01:22:02 UTC 2015 while right now it is " +
        "Thu Jan 22 01:27:02 UTC 2015 which is further in the future than the tolerated delay of 300000 milliseconds.",
    );
  });

  it("are refused when altered, or used in another account or region", () => {
    const altered = `${token.slice(0, 40)}${token[40] === "A" ? "B" : "A"}${token.slice(41)}`;
    for (const bad of [altered, token.slice(1), "", "AAAA"])
      expect(() => openShardIterator(paging, place, bad, nowMs)).toThrow("Invalid ShardIterator.");
    expect(() => openShardIterator(paging, { ...place, account: "111111111111" }, token, nowMs)).toThrow("Invalid");
    expect(() => openShardIterator(paging, { ...place, region: "eu-west-1" }, token, nowMs)).toThrow("Invalid");
  });
});
