// Capacity modes, warm throughput, record sizes and account settings through the AWS SDK. Documented unless said otherwise.
import {
  CreateStreamCommand,
  DescribeAccountSettingsCommand,
  DescribeStreamSummaryCommand,
  PutRecordCommand,
  PutRecordsCommand,
  UpdateAccountSettingsCommand,
  UpdateMaxRecordSizeCommand,
  UpdateShardCountCommand,
  UpdateStreamModeCommand,
  UpdateStreamRecordDistributionStrategyCommand,
  UpdateStreamWarmThroughputCommand,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import {
  account,
  activeStream,
  iterator,
  platform,
  region,
  shard,
  streamName,
  text,
  texts,
  untilActive,
} from "./platform.ts";

const { forebay, kinesis } = await platform();
const DAY_MS = 86_400_000;
const MiB = 2 ** 20;

const arnOf = (name: string): string => `arn:aws:kinesis:${region}:${account}:stream/${name}`;
const summary = async (StreamName: string) =>
  (await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))).StreamDescriptionSummary;
const changeMode = (name: string, StreamMode: "ON_DEMAND" | "PROVISIONED") =>
  kinesis.send(new UpdateStreamModeCommand({ StreamARN: arnOf(name), StreamModeDetails: { StreamMode } }));
const commit = (Status: "ENABLED" | "DISABLED") =>
  kinesis.send(new UpdateAccountSettingsCommand({ MinimumThroughputBillingCommitment: { Status } }));

describe("capacity", () => {
  it("UpdateStreamMode: UPDATING, then the other mode with the same shards", async () => {
    const name = await activeStream(kinesis, { ShardCount: 3 });
    await changeMode(name, "ON_DEMAND");
    expect((await summary(name))?.StreamStatus).toBe("UPDATING");
    await untilActive(kinesis, name);
    expect(await summary(name)).toMatchObject({
      StreamModeDetails: { StreamMode: "ON_DEMAND" },
      OpenShardCount: 3,
    });
    const scale = new UpdateShardCountCommand({
      StreamName: name,
      TargetShardCount: 4,
      ScalingType: "UNIFORM_SCALING",
    });
    await expect(kinesis.send(scale)).rejects.toMatchObject({ name: "ValidationException" });
    await changeMode(name, "PROVISIONED");
    await untilActive(kinesis, name);
    await kinesis.send(scale);
    await untilActive(kinesis, name);
    expect((await summary(name))?.OpenShardCount).toBe(4);
  });

  it("on-demand: a peak of more than half of the capacity doubles the shards, 30 days without one halve them (inferred)", async () => {
    const name = await activeStream(kinesis, { StreamModeDetails: { StreamMode: "ON_DEMAND" } });
    const burst = async (mib: number) => {
      const Records = Array.from({ length: mib }, (_, index) => ({
        PartitionKey: `key-${index}`,
        Data: Buffer.alloc(MiB - 20),
      }));
      await kinesis.send(new PutRecordsCommand({ StreamName: name, Records }));
    };
    /** Past the next look at the peaks, and past the update that it begins. */
    const look = async () => {
      await forebay.clock.advance(61_000);
      await forebay.clock.advance(1_000);
      await untilActive(kinesis, name);
    };
    await burst(1);
    await look();
    expect((await summary(name))?.OpenShardCount).toBe(4);
    await burst(3);
    await look();
    expect((await summary(name))?.OpenShardCount).toBe(8);
    await look();
    expect((await summary(name))?.OpenShardCount).toBe(8);
    await forebay.clock.advance(29 * DAY_MS);
    await look();
    expect((await summary(name))?.OpenShardCount).toBe(8);
    await forebay.clock.advance(2 * DAY_MS);
    await look();
    expect((await summary(name))?.OpenShardCount).toBe(4);
    await forebay.clock.advance(31 * DAY_MS);
    await look();
    expect((await summary(name))?.OpenShardCount).toBe(4);
  });

  it("UpdateMaxRecordSize: records of up to 10 MiB", async () => {
    const name = await activeStream(kinesis);
    const put = () =>
      kinesis.send(new PutRecordCommand({ StreamName: name, PartitionKey: "a", Data: Buffer.alloc(10 * MiB - 1, 7) }));
    await expect(put()).rejects.toMatchObject({ name: "ValidationException" });
    await kinesis.send(new UpdateMaxRecordSizeCommand({ StreamARN: arnOf(name), MaxRecordSizeInKiB: 10_240 }));
    await untilActive(kinesis, name);
    expect((await summary(name))?.MaxRecordSizeInKiB).toBe(10_240);
    await put();
    const [read] = await texts(kinesis, await iterator(kinesis, name));
    expect(read).toHaveLength(10 * MiB - 1);
  });

  it("UpdateAccountSettings: a commitment of at least a day", async () => {
    const settings = async () =>
      (await kinesis.send(new DescribeAccountSettingsCommand({}))).MinimumThroughputBillingCommitment;
    expect(await settings()).toEqual({ Status: "DISABLED" });
    const { MinimumThroughputBillingCommitment: begun } = await commit("ENABLED");
    expect(begun).toEqual({
      Status: "ENABLED",
      StartedAt: expect.any(Date),
      EarliestAllowedEndAt: expect.any(Date),
    });
    expect((await commit("DISABLED")).MinimumThroughputBillingCommitment?.Status).toBe(
      "ENABLED_UNTIL_EARLIEST_ALLOWED_END",
    );
    await forebay.clock.advance(25 * 3_600_000);
    expect(await settings()).toEqual({
      Status: "DISABLED",
      StartedAt: begun?.StartedAt,
      EndedAt: begun?.EarliestAllowedEndAt,
    });
  });

  it("UpdateStreamWarmThroughput: shards ahead of the traffic, for accounts with the commitment", async () => {
    const name = await activeStream(kinesis, {});
    const warm = (StreamName: string, WarmThroughputMiBps: number) =>
      kinesis.send(new UpdateStreamWarmThroughputCommand({ StreamName, WarmThroughputMiBps }));
    await expect(warm(name, 10)).rejects.toMatchObject({ name: "InvalidArgumentException" });
    await commit("ENABLED");
    expect((await warm(name, 10)).WarmThroughput).toEqual({ TargetMiBps: 10, CurrentMiBps: 0 });
    await untilActive(kinesis, name);
    expect(await summary(name)).toMatchObject({
      OpenShardCount: 10,
      WarmThroughput: { TargetMiBps: 10, CurrentMiBps: 10 },
    });
    await expect(warm(name, 201)).rejects.toMatchObject({ name: "LimitExceededException" });
    const provisioned = await activeStream(kinesis);
    await expect(warm(provisioned, 2)).rejects.toMatchObject({ name: "ValidationException" });
    const created = await activeStream(kinesis, { WarmThroughputMiBps: 6 });
    expect((await summary(created))?.OpenShardCount).toBe(6);
  });

  it("UpdateStreamRecordDistributionStrategy: AUTO spreads records whatever their keys", async () => {
    const name = await activeStream(kinesis, { RecordDistributionStrategy: "AUTO" });
    expect((await summary(name))?.RecordDistributionStrategy).toBe("AUTO");
    const used = new Set<string | undefined>();
    for (let record = 0; record < 60; record++) {
      const key = record % 2 ? { PartitionKey: "same" } : {};
      const put = new PutRecordCommand({ StreamName: name, Data: text("x"), ...key });
      used.add((await kinesis.send(put)).ShardId);
    }
    expect(used).toEqual(new Set([0, 1, 2, 3].map(shard)));
    const change = (stream: string, RecordDistributionStrategy: "AUTO" | "USER_PARTITION_KEY") =>
      kinesis.send(
        new UpdateStreamRecordDistributionStrategyCommand({ StreamARN: arnOf(stream), RecordDistributionStrategy }),
      );
    await change(name, "USER_PARTITION_KEY");
    const put = () => kinesis.send(new PutRecordCommand({ StreamName: name, PartitionKey: "same", Data: text("x") }));
    const [first, second] = [await put(), await put()];
    expect(first.ShardId).toBe(second.ShardId);
    const provisioned = await activeStream(kinesis);
    const refused = { name: "InvalidArgumentException" };
    await expect(change(provisioned, "AUTO")).rejects.toMatchObject(refused);
    const create = new CreateStreamCommand({
      StreamName: streamName(),
      ShardCount: 1,
      RecordDistributionStrategy: "AUTO",
    });
    await expect(kinesis.send(create)).rejects.toMatchObject(refused);
  });
});
