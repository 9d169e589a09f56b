// Who may reshard, subscribe and change streams: the actions and resources of the Service Authorization Reference.
import {
  DeregisterStreamConsumerCommand,
  DescribeStreamConsumerCommand,
  DisableEnhancedMonitoringCommand,
  EnableEnhancedMonitoringCommand,
  KinesisClient,
  ListStreamConsumersCommand,
  MergeShardsCommand,
  RegisterStreamConsumerCommand,
  SplitShardCommand,
  StartStreamEncryptionCommand,
  StopStreamEncryptionCommand,
  SubscribeToShardCommand,
  UpdateAccountSettingsCommand,
  UpdateMaxRecordSizeCommand,
  UpdateShardCountCommand,
  UpdateStreamModeCommand,
  UpdateStreamRecordDistributionStrategyCommand,
  UpdateStreamWarmThroughputCommand,
} from "@aws-sdk/client-kinesis";
import { afterAll, describe, expect, it } from "vitest";
import { allow, newUser } from "../user.ts";
import { activeConsumer } from "./fan-out.ts";
import { account, activeStream, platform, region, shard } from "./platform.ts";

const { forebay, kinesis } = await platform();
const StreamName = await activeStream(kinesis, { ShardCount: 2 });
const StreamARN = `arn:aws:kinesis:${region}:${account}:stream/${StreamName}`;
const ConsumerARN = await activeConsumer(kinesis, StreamARN, "reader");
const user = await newUser(forebay);
const client = new KinesisClient({ ...user.config, maxAttempts: 1 });
afterAll(() => client.destroy());

const key = { EncryptionType: "KMS", KeyId: "alias/absent" } as const;
const Tags = { team: "lake" };

/** Each operation on the stream or consumer, in a way that then fails for another reason or does no harm. */
const calls: [string, string, () => Promise<unknown>][] = [
  [
    "SplitShard",
    StreamARN,
    () => client.send(new SplitShardCommand({ StreamName, ShardToSplit: shard(9), NewStartingHashKey: "9" })),
  ],
  [
    "MergeShards",
    StreamARN,
    () => client.send(new MergeShardsCommand({ StreamName, ShardToMerge: shard(1), AdjacentShardToMerge: shard(0) })),
  ],
  [
    "UpdateShardCount",
    StreamARN,
    () =>
      client.send(new UpdateShardCountCommand({ StreamName, TargetShardCount: 99, ScalingType: "UNIFORM_SCALING" })),
  ],
  [
    "RegisterStreamConsumer",
    StreamARN,
    () => client.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: "reader" })),
  ],
  ["ListStreamConsumers", StreamARN, () => client.send(new ListStreamConsumersCommand({ StreamARN }))],
  [
    "DescribeStreamConsumer",
    ConsumerARN,
    () => client.send(new DescribeStreamConsumerCommand({ StreamARN, ConsumerName: "reader" })),
  ],
  [
    "SubscribeToShard",
    ConsumerARN,
    () =>
      client.send(
        new SubscribeToShardCommand({
          ConsumerARN,
          ShardId: shard(0),
          StartingPosition: { Type: "LATEST" },
          DryRun: true,
        }),
      ),
  ],
  [
    "EnableEnhancedMonitoring",
    StreamARN,
    () => client.send(new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ["ALL"] })),
  ],
  [
    "DisableEnhancedMonitoring",
    StreamARN,
    () => client.send(new DisableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ["ALL"] })),
  ],
  ["StartStreamEncryption", StreamARN, () => client.send(new StartStreamEncryptionCommand({ StreamName, ...key }))],
  ["StopStreamEncryption", StreamARN, () => client.send(new StopStreamEncryptionCommand({ StreamName, ...key }))],
  [
    "UpdateStreamMode",
    StreamARN,
    () => client.send(new UpdateStreamModeCommand({ StreamARN, StreamModeDetails: { StreamMode: "PROVISIONED" } })),
  ],
  [
    "UpdateMaxRecordSize",
    StreamARN,
    () => client.send(new UpdateMaxRecordSizeCommand({ StreamARN, MaxRecordSizeInKiB: 1024 })),
  ],
  [
    "UpdateStreamRecordDistributionStrategy",
    StreamARN,
    () =>
      client.send(new UpdateStreamRecordDistributionStrategyCommand({ StreamARN, RecordDistributionStrategy: "AUTO" })),
  ],
  [
    "UpdateStreamWarmThroughput",
    StreamARN,
    () => client.send(new UpdateStreamWarmThroughputCommand({ StreamARN, WarmThroughputMiBps: 1 })),
  ],
  [
    "UpdateAccountSettings",
    "*",
    () => client.send(new UpdateAccountSettingsCommand({ MinimumThroughputBillingCommitment: { Status: "DISABLED" } })),
  ],
  ["DeregisterStreamConsumer", ConsumerARN, () => client.send(new DeregisterStreamConsumerCommand({ ConsumerARN }))],
];

describe("access", () => {
  it.each(calls)("%s: needs its action on %s", async (name, resource, call) => {
    await user.may(allow("kinesis:ListStreams", "*"));
    await expect(call()).rejects.toMatchObject({
      name: "AccessDeniedException",
      message:
        `User: ${user.arn} is not authorized to perform: kinesis:${name} on resource: ${resource} ` +
        `because no identity-based policy allows the kinesis:${name} action`,
    });
    await user.may(allow(`kinesis:${name}`, resource));
    const error: unknown = await call().catch((reason: unknown) => reason);
    expect(error).not.toMatchObject({ name: "AccessDeniedException" });
  });

  it("RegisterStreamConsumer: tags need kinesis:TagResource for the consumer to be", async () => {
    const register = () => client.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: "tagged", Tags }));
    await user.may(allow("kinesis:RegisterStreamConsumer", StreamARN));
    await expect(register()).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("kinesis:TagResource") as string,
    });
    await user.may(
      allow("kinesis:RegisterStreamConsumer", StreamARN),
      allow("kinesis:TagResource", `${StreamARN}/consumer/tagged:*`),
    );
    await expect(register()).resolves.toBeDefined();
  });
});
