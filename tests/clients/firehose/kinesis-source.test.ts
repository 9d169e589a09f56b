import { PutRecordCommand } from "@aws-sdk/client-firehose";
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  PutRecordsCommand,
  waitUntilStreamExists,
} from "@aws-sdk/client-kinesis";
import { expect, it } from "vitest";
import {
  activeStream,
  contents,
  describeStream,
  newBucket,
  newName,
  platform,
  roleArn,
  text,
  toBucket,
  until,
} from "./platform.ts";

const { forebay, firehose, kinesis, s3 } = await platform();

async function kinesisStream(ShardCount: number): Promise<string> {
  const StreamName = newName("source");
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }));
  await waitUntilStreamExists({ client: kinesis, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StreamName });
  const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
  return StreamDescriptionSummary?.StreamARN ?? "";
}

const fill = (StreamARN: string, texts: readonly string[]) =>
  kinesis.send(
    new PutRecordsCommand({
      StreamARN,
      Records: texts.map((each) => ({ PartitionKey: each, Data: text(`${each}\n`) })),
    }),
  );

const from = (KinesisStreamARN: string, bucket: string, settings = {}) =>
  activeStream(firehose, {
    DeliveryStreamType: "KinesisStreamAsSource",
    KinesisStreamSourceConfiguration: { KinesisStreamARN, RoleARN: roleArn },
    ExtendedS3DestinationConfiguration: toBucket(bucket, settings),
  });

const texts = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const linesOf = async (bucket: string): Promise<string[]> =>
  (await contents(s3, bucket)).split("\n").slice(0, -1).toSorted();

it("delivers every shard from the stream's creation on (documented: LATEST)", async () => {
  const arn = await kinesisStream(3);
  await fill(arn, ["before"]);
  await forebay.clock.advance(10);
  const bucket = await newBucket(s3);
  const name = await from(arn, bucket);
  expect((await describeStream(firehose, name)).Source?.KinesisStreamSourceDescription).toEqual({
    KinesisStreamARN: arn,
    RoleARN: roleArn,
    DeliveryStartTimestamp: expect.any(Date),
  });
  await fill(arn, texts("a", 100));
  await until(async () => (await linesOf(bucket)).length === 100);
  await fill(arn, texts("b", 100));
  await until(async () => (await linesOf(bucket)).length === 200);
  expect(await linesOf(bucket)).toEqual([...texts("a", 100), ...texts("b", 100)].toSorted());
});

it("goes on while the clock is moved, also backwards", async () => {
  const arn = await kinesisStream(1);
  const bucket = await newBucket(s3);
  await from(arn, bucket);
  await forebay.clock.advance(3 * 3_600_000);
  await fill(arn, ["forward"]);
  await until(async () => (await linesOf(bucket)).length === 1);
  await forebay.clock.advance(-2 * 3_600_000);
  await fill(arn, ["backward"]);
  await until(async () => (await linesOf(bucket)).length === 2);
});

it("PutRecord: is not for a stream with a Kinesis source (recorded)", async () => {
  const name = await from(await kinesisStream(1), await newBucket(s3));
  await expect(
    firehose.send(new PutRecordCommand({ DeliveryStreamName: name, Record: { Data: text("x") } })),
  ).rejects.toMatchObject({
    name: "InvalidArgumentException",
    message: "This operation is not permitted on KinesisStreamAsSource delivery stream type.",
  });
});
