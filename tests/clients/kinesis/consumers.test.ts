// Registered consumers through the AWS SDK.
import {
  CreateStreamCommand,
  DeleteResourcePolicyCommand,
  DeleteStreamCommand,
  DeregisterStreamConsumerCommand,
  DescribeStreamConsumerCommand,
  DescribeStreamSummaryCommand,
  GetResourcePolicyCommand,
  KinesisClient,
  ListStreamConsumersCommand,
  ListTagsForResourceCommand,
  PutResourcePolicyCommand,
  RegisterStreamConsumerCommand,
  SubscribeToShardCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { activeConsumer, untilConsumer } from "./fan-out.ts";
import { account, activeStream, platform, region, shard, streamName } from "./platform.ts";

const { forebay, kinesis } = await platform();

const arnOf = (name: string): string => `arn:aws:kinesis:${region}:${account}:stream/${name}`;
const register = (stream: string, ConsumerName: string, more: object = {}) =>
  kinesis.send(new RegisterStreamConsumerCommand({ StreamARN: arnOf(stream), ConsumerName, ...more }));

describe("consumers", () => {
  it("RegisterStreamConsumer, DescribeStreamConsumer: CREATING first, then ACTIVE (recorded shapes)", async () => {
    const stream = await activeStream(kinesis);
    const { Consumer } = await register(stream, "reader");
    const seconds = (Consumer?.ConsumerCreationTimestamp?.getTime() ?? 0) / 1000;
    const ConsumerARN = `${arnOf(stream)}/consumer/reader:${seconds}`;
    expect(Consumer).toEqual({
      ConsumerName: "reader",
      ConsumerARN,
      ConsumerStatus: "CREATING",
      ConsumerCreationTimestamp: expect.any(Date),
    });
    await untilConsumer(kinesis, ConsumerARN, "ACTIVE");
    const named = { StreamARN: arnOf(stream), ConsumerName: "reader" };
    const { ConsumerDescription } = await kinesis.send(new DescribeStreamConsumerCommand(named));
    expect(ConsumerDescription).toEqual({
      ConsumerName: "reader",
      ConsumerARN,
      ConsumerStatus: "ACTIVE",
      ConsumerCreationTimestamp: expect.any(Date),
      StreamARN: arnOf(stream),
    });
    const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: stream }));
    expect(StreamDescriptionSummary?.ConsumerCount).toBe(1);
    await expect(register(stream, "reader")).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: `Consumer reader under stream ${stream} already exists for account ${account}.`,
    });
  });

  it("DeregisterStreamConsumer: DELETING first, then gone; a later one of its name has another ARN", async () => {
    const stream = await activeStream(kinesis);
    const ConsumerARN = await activeConsumer(kinesis, arnOf(stream), "reader");
    await kinesis.send(new DeregisterStreamConsumerCommand({ ConsumerARN }));
    const { ConsumerDescription } = await kinesis.send(new DescribeStreamConsumerCommand({ ConsumerARN }));
    expect(ConsumerDescription?.ConsumerStatus).toBe("DELETING");
    await untilConsumer(kinesis, ConsumerARN, undefined);
    await expect(kinesis.send(new DescribeStreamConsumerCommand({ ConsumerARN }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Consumer ${ConsumerARN}, account ${account} not found.`,
    });
    await forebay.clock.advance(1000);
    expect(await activeConsumer(kinesis, arnOf(stream), "reader")).not.toBe(ConsumerARN);
  });

  it("ListStreamConsumers: pages; at most 20 a stream (documented)", async () => {
    const stream = await activeStream(kinesis);
    const names = Array.from({ length: 20 }, (_, index) => `reader-${String(index).padStart(2, "0")}`);
    for (const name of names) await register(stream, name);
    await expect(register(stream, "one-more")).rejects.toMatchObject({ name: "LimitExceededException" });
    const list = async (input: { MaxResults?: number; NextToken?: string | undefined }) => {
      const answer = await kinesis.send(new ListStreamConsumersCommand({ StreamARN: arnOf(stream), ...input }));
      return { names: answer.Consumers?.map(({ ConsumerName }) => ConsumerName), token: answer.NextToken };
    };
    expect(await list({})).toEqual({ names, token: undefined });
    const first = await list({ MaxResults: 12 });
    expect(first.names).toEqual(names.slice(0, 12));
    expect(await list({ MaxResults: 12, NextToken: first.token })).toEqual({
      names: names.slice(12),
      token: undefined,
    });
    await forebay.clock.advance(300_001);
    await expect(list({ NextToken: first.token })).rejects.toMatchObject({ name: "ExpiredNextTokenException" });
  });

  it("TagResource, UntagResource, ListTagsForResource: of a consumer", async () => {
    const stream = await activeStream(kinesis);
    const { Consumer } = await register(stream, "reader", { Tags: { team: "lake" } });
    const ResourceARN = Consumer?.ConsumerARN;
    const tags = async () => (await kinesis.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags;
    expect(await tags()).toEqual([{ Key: "team", Value: "lake" }]);
    await kinesis.send(new TagResourceCommand({ ResourceARN, Tags: { cost: "1" } }));
    await kinesis.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["team"] }));
    expect(await tags()).toEqual([{ Key: "cost", Value: "1" }]);
    expect((await kinesis.send(new ListTagsForResourceCommand({ ResourceARN: arnOf(stream) }))).Tags).toEqual([]);
  });

  it("PutResourcePolicy: lets another account subscribe (documented)", async () => {
    const stream = await activeStream(kinesis);
    const ConsumerARN = await activeConsumer(kinesis, arnOf(stream), "reader");
    const other = new KinesisClient({
      ...forebay.clientConfig,
      credentials: { accessKeyId: "111122223333", secretAccessKey: "test" },
      maxAttempts: 1,
    });
    const describeIt = () => other.send(new DescribeStreamConsumerCommand({ ConsumerARN }));
    await expect(describeIt()).rejects.toMatchObject({ name: "AccessDeniedException" });
    const policy = (Action: string) =>
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: "111122223333" }, Action, Resource: ConsumerARN }],
      });
    const put = (Policy: string) => kinesis.send(new PutResourcePolicyCommand({ ResourceARN: ConsumerARN, Policy }));
    await expect(put(policy("kinesis:PutRecord"))).rejects.toMatchObject({ name: "InvalidArgumentException" });
    await put(policy("kinesis:DescribeStreamConsumer"));
    await expect(describeIt()).resolves.toBeDefined();
    const { Policy } = await kinesis.send(new GetResourcePolicyCommand({ ResourceARN: ConsumerARN }));
    expect(Policy).toBe(policy("kinesis:DescribeStreamConsumer"));
    await kinesis.send(new DeleteResourcePolicyCommand({ ResourceARN: ConsumerARN }));
    await expect(describeIt()).rejects.toMatchObject({ name: "AccessDeniedException" });
    other.destroy();
  });

  it("what is not there, or not ACTIVE yet", async () => {
    const stream = await activeStream(kinesis);
    await expect(register("absent", "reader")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    const creating = streamName();
    await kinesis.send(new CreateStreamCommand({ StreamName: creating, ShardCount: 1 }));
    await expect(register(creating, "reader")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    for (const input of [{}, { ConsumerName: "reader" }, { StreamARN: arnOf(stream) }])
      await expect(kinesis.send(new DescribeStreamConsumerCommand(input))).rejects.toMatchObject({
        name: "InvalidArgumentException",
      });
    const { Consumer } = await register(stream, "young");
    const subscribe = new SubscribeToShardCommand({
      ConsumerARN: Consumer?.ConsumerARN,
      ShardId: shard(0),
      StartingPosition: { Type: "LATEST" },
    });
    await expect(kinesis.send(subscribe)).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: expect.stringMatching(
        new RegExp(
          `^Consumer young with creation timestamp \\d+ under stream: ${stream} , account ${account} ` +
            "is not in ACTIVE status\\.$",
        ),
      ) as string,
    });
  });

  it("DeleteStream: asks to enforce the deletion of consumers (documented)", async () => {
    const StreamName = await activeStream(kinesis);
    await activeConsumer(kinesis, arnOf(StreamName), "reader");
    await expect(kinesis.send(new DeleteStreamCommand({ StreamName }))).rejects.toMatchObject({
      name: "ResourceInUseException",
    });
    await kinesis.send(new DeleteStreamCommand({ StreamName, EnforceConsumerDeletion: true }));
  });
});
