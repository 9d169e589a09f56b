// Transformation by Lambda: what the function gets, each result, what fails, keys for partitions; and decompression.
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  PutRecordCommand,
  waitUntilStreamExists,
} from "@aws-sdk/client-kinesis";
import { AttachRolePolicyCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { activeStream, contents, delivered, newBucket, newName, platform, roleArn, until } from "./platform.ts";
import { atOnce, functions, handler, linesOf, partitioned, processed, processor, put, rawOf } from "./processing.ts";
import { PutRecordBatchCommand } from "@aws-sdk/client-firehose";

const { forebay, firehose, kinesis, s3 } = await platform();
const newFunction = await functions(forebay);

const lambda = (LambdaArn: string, parameters = {}) => processor("Lambda", { LambdaArn, ...atOnce, ...parameters });

/** A stream into a new bucket through these processors. */
async function through(...processors: Parameters<typeof processed>[1]) {
  const bucket = await newBucket(s3);
  const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: processed(bucket, processors) });
  return { bucket, name };
}

it("each record is what the function makes of it: Ok, Dropped, ProcessingFailed (recorded)", async () => {
  const arn = await newFunction(
    handler(`
      if (text === "drop") return { recordId: record.recordId, result: "Dropped", data: record.data };
      if (text === "fail") return { recordId: record.recordId, result: "ProcessingFailed", data: record.data };
      return ok(text.toUpperCase() + "\\n");`),
  );
  const { bucket, name } = await through(lambda(arn));
  await put(firehose, name, ["one", "drop", "fail", "two"]);
  await delivered(s3, bucket, "errors/processing-failed/");
  await delivered(s3, bucket, "2");
  expect(await contents(s3, bucket, "2")).toBe("ONE\nTWO\n");
  expect(linesOf(await contents(s3, bucket, "errors/"))).toEqual([
    {
      attemptsMade: 1,
      arrivalTimestamp: expect.any(Number),
      errorCode: "Lambda.ProcessingFailedStatus",
      errorMessage: "ProcessingFailed status set for record",
      attemptEndingTimestamp: expect.any(Number),
      rawData: Buffer.from("fail").toString("base64"),
      lambdaArn: arn,
    },
  ]);
});

it("ids that the function lacks or doubles, and answers that are none, fail (recorded codes)", async () => {
  const arn = await newFunction(`
    exports.handler = async ({ records }) => {
      const [first] = records;
      const text = Buffer.from(first.data, "base64").toString();
      if (text === "none") return { hello: 1 };
      if (text === "large") return { records: [{ recordId: first.recordId, result: "Ok", data: "x".repeat(7_000_000) }] };
      if (text === "throw") throw new Error("no");
      const ok = { recordId: first.recordId, result: "Ok", data: first.data };
      return { records: [ok, ok] };
    };`);
  for (const [texts, codes] of [
    [
      ["double", "missing"],
      ["Lambda.DuplicatedRecordId", "Lambda.MissingRecordId"],
    ],
    [
      ["none", "b"],
      ["Lambda.JsonProcessingException", "Lambda.JsonProcessingException"],
    ],
    [["throw"], ["Lambda.FunctionError"]],
    [["large"], ["Lambda.FunctionError"]],
  ] as const) {
    const { bucket, name } = await through(lambda(arn));
    await put(firehose, name, texts);
    await delivered(s3, bucket, "errors/");
    const lines = linesOf(await contents(s3, bucket, "errors/"));
    expect(lines.map(({ errorCode }) => errorCode)).toEqual(codes);
    expect(lines.map(rawOf)).toEqual(texts);
  }
});

it("is tried again as often as NumberOfRetries says", async () => {
  const { bucket, name } = await through(
    lambda(await newFunction("exports.handler = async () => { throw new Error(); };"), { NumberOfRetries: "2" }),
  );
  await put(firehose, name, ["a"]);
  await delivered(s3, bucket, "errors/");
  expect(linesOf(await contents(s3, bucket, "errors/"))).toMatchObject([{ attemptsMade: 3 }]);
});

it("invokes as the stream's role: one that may not, and a function that is not there, fail", async () => {
  const iam = new IAMClient(forebay.clientConfig);
  const RoleName = "no-invoke";
  const Statement = { Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: "arn:aws:iam::aws:policy/AmazonS3FullAccess" }));
  iam.destroy();
  const arn = await newFunction(handler("return ok(text);"));
  for (const [processing, code] of [
    [lambda(arn, { RoleArn: Role?.Arn ?? "" }), "Lambda.InvokeAccessDenied"],
    [lambda(`${arn}-gone`), "Lambda.ResourceNotFound"],
  ] as const) {
    const { bucket, name } = await through(processing);
    await put(firehose, name, ["a"]);
    await delivered(s3, bucket, "errors/");
    expect(linesOf(await contents(s3, bucket, "errors/"))).toMatchObject([{ errorCode: code }]);
  }
});

it("collects records for BufferIntervalInSeconds, and parts them by BufferSizeInMBs", async () => {
  const arn = await newFunction(
    "exports.handler = async ({ records }) => ({ records: records.map(({ recordId }) =>" +
      ' ({ recordId, result: "Ok", data: Buffer.from(records.length + " ").toString("base64") })) });',
  );
  const { bucket, name } = await through(lambda(arn, { BufferIntervalInSeconds: "900", BufferSizeInMBs: "0.2" }));
  await put(firehose, name, ["a"]);
  await put(firehose, name, ["b"]);
  await forebay.clock.advance(901_000);
  await until(async () => (await contents(s3, bucket)) === "2 2 ");
  await put(
    firehose,
    name,
    Array.from({ length: 5 }, () => "x".repeat(100_000)),
  );
  await until(async () => (await contents(s3, bucket)).length === 14);
  expect(await contents(s3, bucket)).toBe("2 2 2 2 2 2 1 ");
});

it("partitions by the function's metadata.partitionKeys", async () => {
  const arn = await newFunction(
    handler('return ok(text, text === "x" ? undefined : { partitionKeys: { first: text[0] } });'),
  );
  const bucket = await newBucket(s3);
  const name = await activeStream(firehose, {
    ExtendedS3DestinationConfiguration: partitioned(bucket, "f=!{partitionKeyFromLambda:first}/", [lambda(arn)]),
  });
  await put(firehose, name, ["ab", "cd", "ae", "x"]);
  await delivered(s3, bucket, "f=", 2);
  await delivered(s3, bucket, "errors/");
  expect(await contents(s3, bucket, "f=a/")).toBe("abae");
  expect(await contents(s3, bucket, "f=c/")).toBe("cd");
  expect(linesOf(await contents(s3, bucket, "errors/")).map(rawOf)).toEqual(["x"]);
});

it("a Kinesis source: records come with their metadata, aggregated ones one by one", async () => {
  const arn = await newFunction(
    "exports.handler = async (event) => ({ records: event.records.map((record) => ({ recordId: record.recordId," +
      ' result: "Ok", data: Buffer.from(JSON.stringify({ ...event, records: [record] }) + "\\n").toString("base64") })) });',
  );
  const StreamName = newName("source");
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  await waitUntilStreamExists({ client: kinesis, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StreamName });
  const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
  const KinesisStreamARN = StreamDescriptionSummary?.StreamARN ?? "";
  const bucket = await newBucket(s3);
  const DeliveryStreamName = await activeStream(firehose, {
    DeliveryStreamType: "KinesisStreamAsSource",
    KinesisStreamSourceConfiguration: { KinesisStreamARN, RoleARN: roleArn },
    ExtendedS3DestinationConfiguration: processed(bucket, [lambda(arn)]),
  });
  await kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "key", Data: aggregated("k1", ["one", "two"]) }));
  await until(async () => linesOf(await contents(s3, bucket)).length === 2);
  const events = linesOf(await contents(s3, bucket));
  expect(events).toMatchObject([
    {
      deliveryStreamArn: `arn:aws:firehose:us-east-1:000000000000:deliverystream/${DeliveryStreamName}`,
      region: "us-east-1",
      sourceKinesisStreamArn: KinesisStreamARN,
      invocationId: expect.stringMatching(/^[\da-f-]{36}$/),
      records: [
        {
          recordId: expect.any(String),
          approximateArrivalTimestamp: expect.any(Number),
          data: Buffer.from("one").toString("base64"),
          kinesisRecordMetadata: { shardId: "shardId-000000000000", partitionKey: "k1", subsequenceNumber: 0 },
        },
      ],
    },
    { records: [{ kinesisRecordMetadata: { subsequenceNumber: 1 } }] },
  ]);
});

/** As the Kinesis Producer Library packs records of one key. */
function aggregated(key: string, texts: readonly string[]): Buffer {
  const field = (number: number, data: Buffer): Buffer =>
    Buffer.concat([Buffer.from([number * 8 + 2, data.length]), data]);
  const records = texts.map((each) => field(3, Buffer.concat([Buffer.from([8, 0]), field(3, Buffer.from(each))])));
  const message = Buffer.concat([field(1, Buffer.from(key)), ...records]);
  return Buffer.concat([Buffer.from("f3899ac2", "hex"), message, createHash("md5").update(message).digest()]);
}

it("Decompression and CloudWatchLogProcessing: the messages of log subscriptions remain", async () => {
  const { bucket, name } = await through(
    processor("Decompression", { CompressionFormat: "GZIP" }),
    processor("CloudWatchLogProcessing", { DataMessageExtraction: "true" }),
  );
  const logs = (messageType: string, ...messages: string[]) =>
    gzipSync(
      JSON.stringify({ messageType, logEvents: messages.map((message) => ({ id: "1", timestamp: 1, message })) }),
    );
  const data = [
    logs("DATA_MESSAGE", "one", "two"),
    logs("CONTROL_MESSAGE", "CWL CONTROL MESSAGE"),
    Buffer.from("plain"),
  ];
  const Records = data.map((Data) => ({ Data }));
  await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: name, Records }));
  await delivered(s3, bucket, "2");
  await delivered(s3, bucket, "errors/processing-failed/");
  expect(await contents(s3, bucket, "2")).toBe("one\ntwo\n");
  expect(linesOf(await contents(s3, bucket, "errors/")).map(rawOf)).toEqual(["plain"]);
});
