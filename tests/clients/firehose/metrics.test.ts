// What CloudWatch knows of delivery streams, and errors in the log stream of the user's choice. Names documented.
import { CloudWatchClient, GetMetricStatisticsCommand, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  GetLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { PutRecordBatchCommand, PutRecordCommand } from "@aws-sdk/client-firehose";
import { afterAll, describe, expect, it } from "vitest";
import { endpoint, json, receipt } from "./endpoint.ts";
import {
  account,
  activeStream,
  conversion,
  delivered,
  glueTable,
  newBucket,
  newName,
  platform,
  region,
  roleArn,
  text,
  toBucket,
  until,
} from "./platform.ts";
import { atOnce, extraction, functions, handler, partitioned, processed, processor } from "./processing.ts";

const { forebay, firehose, s3, glue } = await platform();
const newFunction = await functions(forebay);
const cloudwatch = new CloudWatchClient(forebay.clientConfig);
const logs = new CloudWatchLogsClient(forebay.clientConfig);
afterAll(() => {
  cloudwatch.destroy();
  logs.destroy();
});

const HOUR_MS = 3_600_000;

const put = (DeliveryStreamName: string, ...texts: string[]) =>
  firehose.send(
    new PutRecordBatchCommand({ DeliveryStreamName, Records: texts.map((each) => ({ Data: text(each) })) }),
  );

/** Sums and counts of the stream's metrics in the minutes that are over. */
async function metricsOf(name: string, metrics: readonly string[]): Promise<Record<string, readonly [number, number]>> {
  await forebay.clock.advance(60_000);
  const nowMs = forebay.clock.now().getTime();
  const found: Record<string, readonly [number, number]> = {};
  for (const MetricName of metrics) {
    const { Datapoints = [] } = await cloudwatch.send(
      new GetMetricStatisticsCommand({
        Namespace: "AWS/Firehose",
        MetricName,
        Dimensions: [{ Name: "DeliveryStreamName", Value: name }],
        StartTime: new Date(nowMs - HOUR_MS),
        EndTime: new Date(nowMs + HOUR_MS),
        Period: (2 * HOUR_MS) / 1000,
        Statistics: ["Sum", "SampleCount"],
      }),
    );
    const add = (of: "Sum" | "SampleCount") => Datapoints.reduce((sum, point) => sum + (point[of] ?? 0), 0);
    found[MetricName] = [add("Sum"), add("SampleCount")];
  }
  return found;
}

/** Waits until they are counted: an object is there before it is. */
const expectMetrics = (name: string, wanted: Record<string, unknown>): Promise<void> =>
  expect.poll(() => metricsOf(name, Object.keys(wanted)), { timeout: 20_000 }).toEqual(wanted);

/** A log stream to log errors to. */
async function errorLog() {
  const LogGroupName = newName("/aws/kinesisfirehose/group");
  await logs.send(new CreateLogGroupCommand({ logGroupName: LogGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: LogGroupName, logStreamName: "S3Delivery" }));
  const options = { Enabled: true, LogGroupName, LogStreamName: "S3Delivery" };
  const read = async (): Promise<readonly Record<string, unknown>[]> => {
    const input = { logGroupName: LogGroupName, logStreamName: "S3Delivery", startFromHead: true };
    const { events = [] } = await logs.send(new GetLogEventsCommand(input));
    return events.map(({ message = "" }) => JSON.parse(message) as Record<string, unknown>);
  };
  const first = async () => {
    await until(async () => (await read()).length > 0);
    return (await read())[0];
  };
  return { options, first };
}

const arnOf = (name: string): string => `arn:aws:firehose:${region}:${account}:deliverystream/${name}`;

describe("metrics", () => {
  it("count what comes, and what is delivered to S3", async () => {
    const bucket = await newBucket(s3);
    const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket(bucket) });
    await put(name, "abc", "de");
    await firehose.send(new PutRecordCommand({ DeliveryStreamName: name, Record: { Data: text("fghi") } }));
    await until(async () => (await delivered(s3, bucket)).length > 0);
    await expectMetrics(name, {
      IncomingRecords: [3, 2],
      IncomingBytes: [9, 2],
      IncomingPutRequests: [2, 2],
      "PutRecord.Requests": [1, 1],
      "PutRecordBatch.Records": [2, 1],
      BytesPerSecondLimit: [2 * 5 * 1024 * 1024, 2],
      "DeliveryToS3.Records": [3, expect.any(Number)],
      "DeliveryToS3.Bytes": [9, expect.any(Number)],
    });
    const { Metrics = [] } = await cloudwatch.send(
      new ListMetricsCommand({
        Namespace: "AWS/Firehose",
        Dimensions: [{ Name: "DeliveryStreamName", Value: name }],
      }),
    );
    const names = Metrics.map(({ MetricName }) => MetricName);
    expect(names).toEqual(expect.arrayContaining(["DeliveryToS3.Success", "DeliveryToS3.DataFreshness"]));
  });

  it("count what converts and what does not, and backups apart", async () => {
    const bucket = await newBucket(s3);
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket(bucket, {
        BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 0 },
        DataFormatConversionConfiguration: conversion(await glueTable(glue, { a: "int" })),
        S3BackupMode: "Enabled",
        S3BackupConfiguration: toBucket(bucket, { Prefix: "backup/" }),
      }),
    });
    await put(name, '{"a":1}', '{"a":2}', "nope");
    await delivered(s3, bucket, "", 3);
    await expectMetrics(name, {
      "SucceedConversion.Records": [2, 1],
      "FailedConversion.Records": [1, 1],
      "FailedConversion.Bytes": [4, 1],
      "DeliveryToS3.Records": [2, 1],
      "BackupToS3.Records": [3, 1],
      "BackupToS3.Bytes": [18, 1],
    });
  });

  it("count processing and partitions", async () => {
    const bucket = await newBucket(s3);
    const lambda = await newFunction(handler('return ok(text.replace("x", "xx"));'));
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: partitioned(bucket, "c=!{partitionKeyFromQuery:c}/", [
        processor("Lambda", { LambdaArn: lambda, ...atOnce }),
        extraction("{c: .c}"),
      ]),
    });
    await put(name, '{"c":"a"}', '{"c":"x"}');
    await delivered(s3, bucket, "c=", 2);
    await expectMetrics(name, {
      "ExecuteProcessing.Success": [1, 1],
      "SucceedProcessing.Records": [2, 1],
      "SucceedProcessing.Bytes": [19, 1],
      PartitionCount: [2, 1],
      PartitionCountExceeded: [0, 1],
      "DeliveryToS3.ObjectCount": [2, 2],
    });
  });
});

describe("CloudWatchLoggingOptions", () => {
  it("have S3's refusals logged in AWS's words (recorded members, documented texts)", async () => {
    const { options, first } = await errorLog();
    const bucket = `${await newBucket(s3)}-missing`;
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket(bucket, { CloudWatchLoggingOptions: options }),
    });
    await put(name, "x");
    expect(await first()).toEqual({
      deliveryStreamARN: arnOf(name),
      destination: `arn:aws:s3:::${bucket}`,
      deliveryStreamVersionId: 1,
      message: "The specified bucket does not exist. Create the bucket or use a different bucket that does exist.",
      errorCode: "S3.NoSuchBucket",
    });
    const success = async () => (await metricsOf(name, ["DeliveryToS3.Success"]))["DeliveryToS3.Success"];
    await expect.poll(async () => (await success())?.[1], { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await success())?.[0]).toBe(0);
  });

  it("have functions that fail logged, and records that do not convert", async () => {
    const { options, first } = await errorLog();
    const bucket = await newBucket(s3);
    const lambda = await newFunction("exports.handler = async () => { throw new Error('no'); };");
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: processed(bucket, [processor("Lambda", { LambdaArn: lambda, ...atOnce })], {
        CloudWatchLoggingOptions: options,
      }),
    });
    await put(name, "x");
    expect(await first()).toMatchObject({
      destination: `arn:aws:s3:::${bucket}`,
      errorCode: "Lambda.FunctionError",
      processor: lambda,
    });
    const conversions = await errorLog();
    const converting = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket(bucket, {
        BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 0 },
        DataFormatConversionConfiguration: conversion(await glueTable(glue, { a: "int" })),
        CloudWatchLoggingOptions: conversions.options,
      }),
    });
    await put(converting, '{"a":"word"}');
    expect(await conversions.first()).toMatchObject({
      deliveryStreamARN: arnOf(converting),
      errorCode: "DataFormatConversion.MalformedData",
    });
  });

  it("have records without partition keys logged", async () => {
    const { options, first } = await errorLog();
    const bucket = await newBucket(s3);
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: partitioned(
        bucket,
        "c=!{partitionKeyFromQuery:c}/",
        [extraction("{c: .c}")],
        {
          CloudWatchLoggingOptions: options,
        },
      ),
    });
    await put(name, "nothing");
    expect(await first()).toMatchObject({
      message: "Non JSON record provided",
      errorCode: "DynamicPartitioning.MetadataExtractionFailed",
    });
  });

  it("have what an endpoint answers logged", async () => {
    const { options, first } = await errorLog();
    let fails = true;
    const server = await endpoint((received, response) => {
      if (!fails) return receipt(received, response);
      fails = false;
      return json(response, 500, { errorMessage: "down" });
    });
    const name = await activeStream(firehose, {
      HttpEndpointDestinationConfiguration: {
        EndpointConfiguration: { Url: server.url },
        BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 },
        CloudWatchLoggingOptions: options,
        RoleARN: roleArn,
        S3Configuration: { RoleARN: roleArn, BucketARN: `arn:aws:s3:::${await newBucket(s3)}` },
      },
    });
    await put(name, "x");
    expect(await first()).toMatchObject({ destination: server.url, errorCode: "HttpEndpoint.DestinationException" });
    await forebay.clock.advance(60_000);
    await until(async () => server.requests.length === 2);
    await expectMetrics(name, {
      "DeliveryToHttpEndpoint.Success": [1, 2],
      "DeliveryToHttpEndpoint.Records": [1, 1],
      "DeliveryToHttpEndpoint.ProcessedRecords": [2, 2],
    });
  });
});
