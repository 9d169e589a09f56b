import {
  CreateStreamCommand,
  DescribeStreamCommand,
  ListShardsCommand,
  type ListShardsCommandInput,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, platform, shard, streamName } from "./platform.ts";

const { forebay, kinesis } = await platform();
const StreamName = await activeStream(kinesis, { ShardCount: 5 });
const all = [0, 1, 2, 3, 4].map(shard);

const list = async (input: ListShardsCommandInput) => {
  const { Shards, NextToken } = await kinesis.send(new ListShardsCommand(input));
  return { ids: Shards?.map(({ ShardId }) => ShardId), NextToken };
};

describe("ListShards", () => {
  it("ListShards: pages, and keeps the filter on the way", async () => {
    expect(await list({ StreamName })).toEqual({ ids: all, NextToken: undefined });
    const filter = { Type: "AFTER_SHARD_ID", ShardId: shard(0) } as const;
    const first = await list({ StreamName, MaxResults: 2, ShardFilter: filter });
    expect(first.ids).toEqual([shard(1), shard(2)]);
    const second = await list({ NextToken: first.NextToken, MaxResults: 3 });
    expect(second).toEqual({ ids: [shard(3), shard(4)], NextToken: undefined });
  });

  it("ListShards: starts after a shard, and filters by time", async () => {
    expect((await list({ StreamName, ExclusiveStartShardId: shard(3) })).ids).toEqual([shard(4)]);
    for (const Type of ["AT_LATEST", "AT_TRIM_HORIZON", "FROM_TRIM_HORIZON"] as const)
      expect((await list({ StreamName, ShardFilter: { Type } })).ids).toEqual(all);
    for (const Type of ["AT_TIMESTAMP", "FROM_TIMESTAMP"] as const)
      expect((await list({ StreamName, ShardFilter: { Type, Timestamp: new Date(0) } })).ids).toEqual(all);
    await expect(list({ StreamName, ShardFilter: { Type: "AT_TIMESTAMP" } })).rejects.toMatchObject({
      name: "InvalidArgumentException",
    });
  });

  it("ListShards: needs a stream or a token, not both (recorded)", async () => {
    await expect(list({})).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: "Either NextToken or StreamName should be provided.",
    });
    const { NextToken } = await list({ StreamName, MaxResults: 1 });
    await expect(list({ StreamName, NextToken })).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: "NextToken and StreamName cannot be provided together.",
    });
    await expect(list({ StreamName, NextToken: "no token" })).rejects.toMatchObject({
      message: "NextToken and StreamName cannot be provided together.",
    });
  });

  it("ListShards: a token expires after five minutes (documented)", async () => {
    const { NextToken } = await list({ StreamName, MaxResults: 1 });
    await forebay.clock.advance(300_001);
    await expect(list({ NextToken })).rejects.toMatchObject({ name: "ExpiredNextTokenException" });
  });

  it("ListShards: refuses a stream that is not there or not ACTIVE yet", async () => {
    await expect(list({ StreamName: "absent" })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Stream absent under account ${account} not found.`,
    });
    const creating = streamName();
    await kinesis.send(new CreateStreamCommand({ StreamName: creating, ShardCount: 1 }));
    await expect(list({ StreamName: creating })).rejects.toMatchObject({ name: "ResourceInUseException" });
  });

  it("ListShards: tells streams of one name apart by their creation", async () => {
    const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName }));
    const StreamCreationTimestamp = StreamDescription?.StreamCreationTimestamp;
    expect((await list({ StreamName, StreamCreationTimestamp })).ids).toEqual(all);
    await expect(list({ StreamName, StreamCreationTimestamp: new Date(0) })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("DescribeStream: pages its shards", async () => {
    const page = async (input: { Limit: number; ExclusiveStartShardId?: string }) => {
      const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName, ...input }));
      return [StreamDescription?.Shards?.map(({ ShardId }) => ShardId), StreamDescription?.HasMoreShards];
    };
    expect(await page({ Limit: 3 })).toEqual([all.slice(0, 3), true]);
    expect(await page({ Limit: 3, ExclusiveStartShardId: shard(2) })).toEqual([all.slice(3), false]);
  });
});
