import {
  CreateStreamCommand,
  DescribeLimitsCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  waitUntilStreamExists,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { account, activeStream, platform, region, streamName } from "./platform.ts";

const { kinesis } = await platform();

describe("CreateStream", () => {
  it("CreateStream: is CREATING without shards first, then ACTIVE (recorded)", async () => {
    const StreamName = streamName();
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 3 }));
    const { StreamDescription: creating } = await kinesis.send(new DescribeStreamCommand({ StreamName }));
    expect(creating).toEqual({
      StreamName,
      StreamARN: `arn:aws:kinesis:${region}:${account}:stream/${StreamName}`,
      StreamStatus: "CREATING",
      StreamModeDetails: { StreamMode: "PROVISIONED" },
      StreamCreationTimestamp: expect.any(Date),
      RetentionPeriodHours: 24,
      EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
      EncryptionType: "NONE",
      Shards: [],
      HasMoreShards: false,
    });
    await waitUntilStreamExists({ client: kinesis, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StreamName });
    const { StreamDescription: active } = await kinesis.send(new DescribeStreamCommand({ StreamName }));
    expect(active?.StreamStatus).toBe("ACTIVE");
    expect(active?.Shards?.map(({ ShardId, HashKeyRange }) => [ShardId, HashKeyRange])).toEqual([
      ["shardId-000000000000", { StartingHashKey: "0", EndingHashKey: "113427455640312821154458202477256070484" }],
      [
        "shardId-000000000001",
        {
          StartingHashKey: "113427455640312821154458202477256070485",
          EndingHashKey: "226854911280625642308916404954512140969",
        },
      ],
      [
        "shardId-000000000002",
        {
          StartingHashKey: "226854911280625642308916404954512140970",
          EndingHashKey: "340282366920938463463374607431768211455",
        },
      ],
    ]);
    for (const { SequenceNumberRange } of active?.Shards ?? []) {
      expect(SequenceNumberRange?.StartingSequenceNumber).toMatch(/^\d{56}$/);
      expect(SequenceNumberRange?.EndingSequenceNumber).toBeUndefined();
    }
  });

  it("CreateStream: on-demand streams, also by leaving ShardCount out, have 4 shards (recorded)", async () => {
    const onDemand = await activeStream(kinesis, { StreamModeDetails: { StreamMode: "ON_DEMAND" } });
    const byDefault = await activeStream(kinesis, {});
    for (const StreamName of [onDemand, byDefault]) {
      const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
      expect(StreamDescriptionSummary).toMatchObject({
        OpenShardCount: 4,
        ConsumerCount: 0,
        StreamModeDetails: { StreamMode: "ON_DEMAND" },
      });
    }
    expect(await kinesis.send(new DescribeLimitsCommand({}))).toMatchObject({
      ShardLimit: 1000,
      OnDemandStreamCount: 2,
      OnDemandStreamCountLimit: 50,
    });
  });

  it("CreateStream: refuses a name that is taken (recorded)", async () => {
    const StreamName = await activeStream(kinesis);
    await expect(kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }))).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: `Stream ${StreamName} under account ${account} already exists.`,
    });
  });

  it("CreateStream: refuses shards beyond the account's quota (recorded)", async () => {
    const { OpenShardCount } = await kinesis.send(new DescribeLimitsCommand({}));
    const create = kinesis.send(new CreateStreamCommand({ StreamName: streamName(), ShardCount: 5000 }));
    await expect(create).rejects.toMatchObject({
      name: "LimitExceededException",
      message:
        `This request would exceed the shard limit for the account ${account} in ${region}. ` +
        `Current shard count for the account: ${OpenShardCount}. Limit: 1000. ` +
        "Number of additional shards that would have resulted from this request: 5000. " +
        "Refer to the AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) " +
        "for current limits and how to request higher limits.",
    });
  });

  it("CreateStream: refuses what the model forbids, and a provisioned stream without shards", async () => {
    const bad = [
      { StreamName: "no spaces", ShardCount: 1 },
      { StreamName: streamName(), ShardCount: 0 },
      { StreamName: streamName(), StreamModeDetails: { StreamMode: "PROVISIONED" as const } },
    ];
    for (const input of bad)
      await expect(kinesis.send(new CreateStreamCommand(input))).rejects.toMatchObject({ name: "ValidationException" });
  });
});
