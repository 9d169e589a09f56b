// Splits, merges and scaling through the AWS SDK.
import {
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  MergeShardsCommand,
  PutRecordCommand,
  SplitShardCommand,
  UpdateShardCountCommand,
  type ShardFilter,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, iterator, platform, region, shard, text, texts, untilActive } from "./platform.ts";

const { forebay, kinesis } = await platform();
const HALF = 2n ** 127n;
const LAST = 2n ** 128n - 1n;

const split = (StreamName: string, index: number, at: bigint) =>
  kinesis.send(new SplitShardCommand({ StreamName, ShardToSplit: shard(index), NewStartingHashKey: at.toString() }));
const merge = (StreamName: string, left: number, right: number) =>
  kinesis.send(new MergeShardsCommand({ StreamName, ShardToMerge: shard(left), AdjacentShardToMerge: shard(right) }));
const scale = (StreamName: string, TargetShardCount: number) =>
  kinesis.send(new UpdateShardCountCommand({ StreamName, TargetShardCount, ScalingType: "UNIFORM_SCALING" }));
const describeShards = async (StreamName: string) =>
  (await kinesis.send(new DescribeStreamCommand({ StreamName }))).StreamDescription?.Shards ?? [];
const put = (StreamName: string, data: string, hashKey = 0n) =>
  kinesis.send(
    new PutRecordCommand({
      StreamName,
      PartitionKey: "a",
      ExplicitHashKey: hashKey.toString(),
      Data: text(data),
    }),
  );
const listed = async (StreamName: string, ShardFilter: ShardFilter) => {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName, ShardFilter }));
  return Shards.map(({ ShardId }) => ShardId);
};

describe("resharding", () => {
  it("SplitShard: is UPDATING first, then two children take the parent's records (recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    const before = await put(StreamName, "before");
    await split(StreamName, 0, HALF);
    const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
    expect(StreamDescriptionSummary).toMatchObject({ StreamStatus: "UPDATING", OpenShardCount: 1 });
    await expect(split(StreamName, 0, HALF)).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: `Stream ${StreamName} under account ${account} not ACTIVE, instead in state UPDATING`,
    });
    const meanwhile = await put(StreamName, "meanwhile");
    await untilActive(kinesis, StreamName);
    const shards = await describeShards(StreamName);
    expect(shards).toEqual([
      {
        ShardId: shard(0),
        HashKeyRange: { StartingHashKey: "0", EndingHashKey: LAST.toString() },
        SequenceNumberRange: { StartingSequenceNumber: expect.any(String), EndingSequenceNumber: expect.any(String) },
      },
      {
        ShardId: shard(1),
        ParentShardId: shard(0),
        HashKeyRange: { StartingHashKey: "0", EndingHashKey: (HALF - 1n).toString() },
        SequenceNumberRange: { StartingSequenceNumber: expect.any(String) },
      },
      {
        ShardId: shard(2),
        ParentShardId: shard(0),
        HashKeyRange: { StartingHashKey: HALF.toString(), EndingHashKey: LAST.toString() },
        SequenceNumberRange: { StartingSequenceNumber: expect.any(String) },
      },
    ]);
    const after = await put(StreamName, "after");
    expect([before.ShardId, after.ShardId]).toEqual([shard(0), shard(1)]);
    expect((await put(StreamName, "high", LAST)).ShardId).toBe(shard(2));
    const numbers = [before, meanwhile, after].map(({ SequenceNumber }) => BigInt(SequenceNumber ?? "0"));
    expect(numbers).toEqual(numbers.toSorted((a, b) => (a < b ? -1 : 1)));
    const end = BigInt(shards[0]?.SequenceNumberRange?.EndingSequenceNumber ?? 0);
    expect(end).toBeGreaterThan(numbers[0] ?? 0n);
    expect(BigInt(shards[1]?.SequenceNumberRange?.StartingSequenceNumber ?? 0)).toBeGreaterThan(end);
  });

  it("GetRecords: a closed shard ends, and names its children (documented)", async () => {
    const StreamName = await activeStream(kinesis);
    for (const record of ["0", "1", "2"]) await put(StreamName, record);
    const latest = await iterator(kinesis, StreamName, { ShardIteratorType: "LATEST" });
    await split(StreamName, 0, HALF);
    await untilActive(kinesis, StreamName);
    const first = await kinesis.send(
      new GetRecordsCommand({ ShardIterator: await iterator(kinesis, StreamName), Limit: 2 }),
    );
    expect([first.Records?.length, first.ChildShards]).toEqual([2, undefined]);
    const last = await kinesis.send(new GetRecordsCommand({ ShardIterator: first.NextShardIterator }));
    const children = [
      {
        ShardId: shard(1),
        ParentShards: [shard(0)],
        HashKeyRange: { StartingHashKey: "0", EndingHashKey: (HALF - 1n).toString() },
      },
      {
        ShardId: shard(2),
        ParentShards: [shard(0)],
        HashKeyRange: { StartingHashKey: HALF.toString(), EndingHashKey: LAST.toString() },
      },
    ];
    expect(last).toMatchObject({ MillisBehindLatest: 0, ChildShards: children });
    expect(last.NextShardIterator).toBeUndefined();
    expect(last.Records).toHaveLength(1);
    const nothing = await kinesis.send(new GetRecordsCommand({ ShardIterator: latest }));
    expect(nothing).toMatchObject({ Records: [], ChildShards: children });
    expect(nothing.NextShardIterator).toBeUndefined();
    const ending = (await describeShards(StreamName))[0]?.SequenceNumberRange?.EndingSequenceNumber;
    const atEnd = await iterator(kinesis, StreamName, {
      ShardIteratorType: "AT_SEQUENCE_NUMBER",
      StartingSequenceNumber: ending,
    });
    expect(await texts(kinesis, atEnd)).toEqual([]);
  });

  it("MergeShards: the child of two neighbours (recorded)", async () => {
    const StreamName = await activeStream(kinesis, { ShardCount: 3 });
    await merge(StreamName, 0, 1);
    await untilActive(kinesis, StreamName);
    const shards = await describeShards(StreamName);
    expect(shards[3]).toMatchObject({
      ShardId: shard(3),
      ParentShardId: shard(0),
      AdjacentParentShardId: shard(1),
      HashKeyRange: { StartingHashKey: "0", EndingHashKey: "226854911280625642308916404954512140969" },
    });
    const { ChildShards } = await kinesis.send(
      new GetRecordsCommand({ ShardIterator: await iterator(kinesis, StreamName, { ShardId: shard(1) }) }),
    );
    expect(ChildShards?.map(({ ShardId, ParentShards }) => [ShardId, ParentShards])).toEqual([
      [shard(3), [shard(0), shard(1)]],
    ]);
  });

  it("SplitShard and MergeShards: what they refuse (recorded)", async () => {
    const StreamName = await activeStream(kinesis, { ShardCount: 3 });
    const where = `stream ${StreamName} under account ${account}`;
    const firstEnd = "113427455640312821154458202477256070484";
    const range =
      `in ${where} is not both greater than one plus the shard's StartingHashKey 0 ` +
      `and less than the shard's EndingHashKey ${firstEnd}.`;
    const refused: [Promise<unknown>, string, string][] = [
      [split("absent", 0, 5n), "ResourceNotFoundException", `Stream absent under account ${account} not found.`],
      [split(StreamName, 5, 5n), "ResourceNotFoundException", `Could not find shard ${shard(5)} in ${where}.`],
      [
        split(StreamName, 0, 1n),
        "InvalidArgumentException",
        `NewStartingHashKey 1 used in SplitShard() on shard ${shard(0)} ${range}`,
      ],
      [
        split(StreamName, 0, BigInt(firstEnd)),
        "InvalidArgumentException",
        `NewStartingHashKey ${firstEnd} used in SplitShard() on shard ${shard(0)} ${range}`,
      ],
      [merge(StreamName, 0, 5), "ResourceNotFoundException", `Could not find shard ${shard(5)} in ${where}.`],
      ...(
        [
          [0, 2],
          [1, 0],
        ] as const
      ).map(([left, right]): [Promise<unknown>, string, string] => [
        merge(StreamName, left, right),
        "InvalidArgumentException",
        `Shards ${shard(left)} and ${shard(right)} in ${where} are not an adjacent pair of shards eligible for merging`,
      ]),
    ];
    for (const [call, name, message] of refused) await expect(call, message).rejects.toMatchObject({ name, message });
    await split(StreamName, 0, 5n);
    await untilActive(kinesis, StreamName);
    await expect(split(StreamName, 0, 5n)).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message:
        `Shard ${shard(0)} in ${where} has already been merged or split, ` +
        "and thus is not eligible for merging or splitting.",
    });
    const onDemand = await activeStream(kinesis, {});
    await expect(split(onDemand, 0, 5n)).rejects.toMatchObject({
      name: "ValidationException",
      message: `Request is invalid. Stream ${onDemand} under account ${account} is in On-Demand mode.`,
    });
  });

  it("UpdateShardCount: shards of equal width, up to double and down to half (recorded texts)", async () => {
    const StreamName = await activeStream(kinesis, { ShardCount: 2 });
    expect(await scale(StreamName, 3)).toMatchObject({
      StreamName,
      StreamARN: `arn:aws:kinesis:${region}:${account}:stream/${StreamName}`,
      CurrentShardCount: 2,
      TargetShardCount: 3,
    });
    await untilActive(kinesis, StreamName);
    const { Shards = [] } = await kinesis.send(
      new ListShardsCommand({ StreamName, ShardFilter: { Type: "AT_LATEST" } }),
    );
    const starts = Shards.map(({ HashKeyRange }) => BigInt(HashKeyRange?.StartingHashKey ?? 0));
    expect(starts.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      0n,
      113427455640312821154458202477256070485n,
      226854911280625642308916404954512140970n,
    ]);
    await expect(scale(StreamName, 7)).rejects.toMatchObject({
      name: "LimitExceededException",
      message:
        "UpdateShardCount cannot scale up over double your current open shard count. " +
        "Current open shard count: 3, Target shard count: 7",
    });
    await expect(scale(StreamName, 1)).rejects.toMatchObject({
      name: "LimitExceededException",
      message:
        "UpdateShardCount cannot scale down below half your current open shard count. " +
        "Current open shard count: 3, Target shard count: 1",
    });
  });

  it("ListShards: filters over lineage and time (documented)", async () => {
    const StreamName = await activeStream(kinesis);
    await forebay.clock.advance(60_000);
    const beforeSplit = new Date(forebay.clock.now().getTime());
    await forebay.clock.advance(60_000);
    await split(StreamName, 0, HALF);
    await untilActive(kinesis, StreamName);
    await forebay.clock.advance(60_000);
    const afterSplit = new Date(forebay.clock.now().getTime());
    const children = [shard(1), shard(2)];
    expect(await listed(StreamName, { Type: "AT_LATEST" })).toEqual(children);
    expect(await listed(StreamName, { Type: "AT_TRIM_HORIZON" })).toEqual([shard(0)]);
    expect(await listed(StreamName, { Type: "FROM_TRIM_HORIZON" })).toEqual([shard(0), ...children]);
    expect(await listed(StreamName, { Type: "AT_TIMESTAMP", Timestamp: beforeSplit })).toEqual([shard(0)]);
    expect(await listed(StreamName, { Type: "AT_TIMESTAMP", Timestamp: afterSplit })).toEqual(children);
    expect(await listed(StreamName, { Type: "FROM_TIMESTAMP", Timestamp: beforeSplit })).toEqual([
      shard(0),
      ...children,
    ]);
    expect(await listed(StreamName, { Type: "FROM_TIMESTAMP", Timestamp: afterSplit })).toEqual(children);
    expect(await listed(StreamName, { Type: "AFTER_SHARD_ID", ShardId: shard(1) })).toEqual([shard(2)]);
  });

  it("ListShards: a closed shard is gone when its records have expired (documented)", async () => {
    const StreamName = await activeStream(kinesis);
    await put(StreamName, "old");
    await split(StreamName, 0, HALF);
    await untilActive(kinesis, StreamName);
    await forebay.clock.advance(23 * 3_600_000);
    expect(await texts(kinesis, await iterator(kinesis, StreamName))).toEqual(["old"]);
    await forebay.clock.advance(2 * 3_600_000);
    expect(await listed(StreamName, { Type: "FROM_TRIM_HORIZON" })).toEqual([shard(1), shard(2)]);
    const gone = new GetShardIteratorCommand({ StreamName, ShardId: shard(0), ShardIteratorType: "TRIM_HORIZON" });
    await expect(kinesis.send(gone)).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});
