// Dynamic partitioning: keys by jq, prefixes, limits, what fails, Parquet for each partition.
import { CreateDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import { PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import {
  activeStream,
  contents,
  conversion,
  delivered,
  glueTable,
  keys,
  newBucket,
  newName,
  objectOf,
  platform,
  toBucket,
  until,
} from "./platform.ts";
import { extraction, linesOf, partitioned, processed, processor, put, rawOf } from "./processing.ts";

const { forebay, firehose, glue, s3 } = await platform();

const BY_CUSTOMER = "data/customer=!{partitionKeyFromQuery:customer}/";

describe("dynamic partitioning", () => {
  it("delivers each record under its keys, with their values and the time", async () => {
    const bucket = await newBucket(s3);
    const Prefix = "c=!{partitionKeyFromQuery:customer}/y=!{partitionKeyFromQuery:year}/!{timestamp:yyyy}/";
    const query = '{customer: .customer.id, year: .at | strftime("%Y")}';
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: partitioned(bucket, Prefix, [
        extraction(query),
        processor("AppendDelimiterToRecord", { Delimiter: "\\n" }),
      ]),
    });
    const record = (id: string | number, at: number): string => JSON.stringify({ customer: { id }, at });
    await put(firehose, name, [record("a", 0), record(7, 0), record("a", 1_600_000_000), record("a", 1)]);
    const found = await delivered(s3, bucket, "c=", 3);
    const year = new Date().getUTCFullYear();
    const prefixes = ["c=7/y=1970/", "c=a/y=1970/", "c=a/y=2020/"];
    expect(found.map((key) => key.slice(0, key.lastIndexOf("/") + 1)).toSorted()).toEqual(
      prefixes.map((each) => `${each}${year}/`),
    );
    expect(await contents(s3, bucket, "c=a/y=1970/")).toBe(`${record("a", 0)}\n${record("a", 1)}\n`);
    expect(await contents(s3, bucket, "c=7/")).toBe(`${record(7, 0)}\n`);
    expect(await keys(s3, bucket, "errors/")).toEqual([]);
  });

  it("sends records without keys to the error prefix, and only those (recorded code)", async () => {
    const bucket = await newBucket(s3);
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: partitioned(bucket, BY_CUSTOMER, [extraction("{customer: .c.id}")]),
    });
    const bad = [
      "not JSON",
      '{"c":1}',
      '{"c":{"id":null}}',
      '{"c":{"id":""}}',
      '{"c":{"id":{}}}',
      '{"c":{"id":"x"}} tail',
    ];
    await put(firehose, name, ['{"c":{"id":"good"}}', ...bad]);
    await delivered(s3, bucket, "errors/processing-failed/");
    await delivered(s3, bucket, "data/customer=good/");
    const lines = linesOf(await contents(s3, bucket, "errors/"));
    expect(lines.map(rawOf)).toEqual(bad);
    for (const line of lines)
      expect(line).toEqual({
        attemptsMade: 1,
        arrivalTimestamp: expect.any(Number),
        errorCode: "DynamicPartitioning.MetadataExtractionFailed",
        errorMessage: expect.any(String),
        attemptEndingTimestamp: expect.any(Number),
        rawData: expect.any(String),
      });
    expect(lines.map(({ errorMessage }) => errorMessage)).toEqual([
      "Non JSON record provided",
      'Cannot index number with string "id"',
      "partitionKeys values must not be null or empty",
      "partitionKeys values must not be null or empty",
      expect.stringContaining("customer"),
      "Non JSON record provided",
    ]);
    expect((await keys(s3, bucket, "data/")).length).toBe(1);
  });

  it("holds 500 partitions; what belongs to another one fails (documented)", async () => {
    const bucket = await newBucket(s3);
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: partitioned(bucket, BY_CUSTOMER, [extraction("{customer: .n}")], {
        BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 5 },
      }),
    });
    const record = (_: unknown, n: number): string => `{"n":${n}}`;
    const all = Array.from({ length: 520 }, record);
    await put(firehose, name, all.slice(0, 500));
    await put(firehose, name, all.slice(500));
    const [failed = ""] = await delivered(s3, bucket, "errors/");
    const lines = linesOf((await objectOf(s3, bucket, failed)).bytes.toString());
    expect(lines).toHaveLength(20);
    expect(lines[0]).toMatchObject({ errorCode: "DynamicPartitioning.ActivePartitionsLimitExceeded" });
    await delivered(s3, bucket, "data/", 500);
    // Delivered partitions are not active any more.
    await put(firehose, name, ['{"n":"later"}']);
    await delivered(s3, bucket, "data/customer=later/");
  });

  it("sends a partition that S3 does not take to the error prefix after its retry duration (documented)", async () => {
    const bucket = await newBucket(s3);
    const denied = { Effect: "Deny", Principal: "*", Action: "s3:PutObject" };
    const Statement = [{ ...denied, Resource: `arn:aws:s3:::${bucket}/data/customer=locked/*` }];
    await s3.send(
      new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }),
    );
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: partitioned(bucket, BY_CUSTOMER, [extraction("{customer: .c}")], {
        DynamicPartitioningConfiguration: { Enabled: true, RetryOptions: { DurationInSeconds: 600 } },
      }),
    });
    const locked = ['{"c":"locked","n":1}', '{"c":"locked","n":2}'];
    await put(firehose, name, [...locked, '{"c":"open"}']);
    await delivered(s3, bucket, "data/customer=open/");
    await forebay.clock.advance(300_000);
    expect(await keys(s3, bucket, "errors/")).toEqual([]);
    await forebay.clock.advance(301_000);
    await delivered(s3, bucket, "errors/processing-failed/");
    const lines = linesOf(await contents(s3, bucket, "errors/"));
    expect(lines.map(rawOf)).toEqual(locked);
    expect(lines[0]).toMatchObject({ errorCode: "S3.AccessDenied" });
  });

  it("parts records that hold several JSON documents, or delimited ones", async () => {
    const bucket = await newBucket(s3);
    const json = processor("RecordDeAggregation", { SubRecordType: "JSON" });
    const byPipe = { SubRecordType: "DELIMITED", Delimiter: Buffer.from("||").toString("base64") };
    for (const [prefix, deAggregation, record] of [
      ["json", json, '{"n":1}{"n":2}\n{"n":1,"x":"}{"}'],
      ["delimited", processor("RecordDeAggregation", byPipe), '{"n":1}||{"n":2}||{"n":1,"x":"}{"}'],
    ] as const) {
      const name = await activeStream(firehose, {
        ExtendedS3DestinationConfiguration: partitioned(bucket, `${prefix}/n=!{partitionKeyFromQuery:n}/`, [
          deAggregation,
          extraction("{n: .n}"),
        ]),
      });
      await put(firehose, name, [record]);
      await delivered(s3, bucket, `${prefix}/`, 2);
      expect(await contents(s3, bucket, `${prefix}/n=1/`)).toBe('{"n":1}{"n":1,"x":"}{"}');
      expect(await contents(s3, bucket, `${prefix}/n=2/`)).toBe('{"n":2}');
    }
  });

  it("converts each partition to Parquet, and backs up what came", async () => {
    const bucket = await newBucket(s3);
    const backup = await newBucket(s3);
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: partitioned(bucket, BY_CUSTOMER, [extraction("{customer: .c}")], {
        DataFormatConversionConfiguration: conversion(await glueTable(glue, { c: "string", n: "int" })),
        S3BackupMode: "Enabled",
        S3BackupConfiguration: toBucket(backup),
      }),
    });
    await put(firehose, name, ['{"c":"a","n":1}', '{"c":"b","n":2}', '{"c":"a","n":"word"}', "nothing"]);
    const found = await delivered(s3, bucket, "data/", 2);
    expect(found.map((key) => key.replace(/[^/]*$/, ""))).toEqual(["data/customer=a/", "data/customer=b/"]);
    for (const key of found) expect((await objectOf(s3, bucket, key)).bytes.subarray(0, 4).toString()).toBe("PAR1");
    await delivered(s3, bucket, "errors/format-conversion-failed/");
    await delivered(s3, bucket, "errors/processing-failed/");
    expect(linesOf(await contents(s3, bucket, "errors/format-conversion-failed/")).map(rawOf)).toEqual([
      '{"c":"a","n":"word"}',
    ]);
    await until(async () => (await keys(s3, backup)).length > 0);
    expect(await contents(s3, backup)).toBe('{"c":"a","n":1}{"c":"b","n":2}{"c":"a","n":"word"}nothing');
  });
});

const enabled = { DynamicPartitioningConfiguration: { Enabled: true } };
const lambda = processor("Lambda", { LambdaArn: "arn:aws:lambda:us-east-1:000000000000:function:f" });

describe("CreateDeliveryStream", () => {
  it.each([
    [
      "namespaces without partitioning (recorded)",
      { Prefix: BY_CUSTOMER },
      [processor("AppendDelimiterToRecord", {})],
      "Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic Partitioning is enabled.",
    ],
    [
      "partitioning without namespaces (recorded)",
      { ...enabled, Prefix: "data/" },
      [lambda],
      "S3 Prefix should contain Dynamic Partitioning namespaces when Dynamic Partitioning is enabled",
    ],
    [
      "small buffers (recorded)",
      { ...enabled, Prefix: BY_CUSTOMER, BufferingHints: { SizeInMBs: 63, IntervalInSeconds: 60 } },
      [extraction("{customer: .c}")],
      "BufferingHints.SizeInMBs must be at least 64 when Dynamic Partitioning is enabled.",
    ],
    [
      "keys from a query without one (recorded)",
      { ...enabled, Prefix: BY_CUSTOMER },
      [lambda],
      "MetadataExtraction processor should be present when S3 Prefix has partitionKeyFromQuery namespace.",
    ],
    [
      "a query whose keys the prefix lacks (recorded)",
      { ...enabled, Prefix: BY_CUSTOMER },
      [extraction("{customer: .c, other: .d}")],
      "MetaDataExtraction JQ Query can't contain keys that are not present in the S3 Prefix expression",
    ],
    [
      "another engine (recorded)",
      { ...enabled, Prefix: BY_CUSTOMER },
      [processor("MetadataExtraction", { MetadataExtractionQuery: "{customer: .c}", JsonParsingEngine: "JQ-1.7" })],
      "MetaDataExtraction JSON Parsing Engine has to be one of JQ-1.6",
    ],
    [
      "a query that is no jq (inferred)",
      { ...enabled, Prefix: BY_CUSTOMER },
      [extraction("{customer: .c | nope}")],
      expect.stringContaining("nope/0 is not defined"),
    ],
    [
      "a function without its ARN (recorded)",
      {},
      [processor("Lambda", {})],
      "LambdaArn is required when Lambda processor is used.",
    ],
    [
      "half a Lambda buffer (recorded)",
      {},
      [processor("Lambda", { LambdaArn: "arn:x", BufferSizeInMBs: "1" })],
      "Both BufferSizeInMBs and BufferIntervalInSeconds are required to configure buffering for lambda processor.",
    ],
    [
      "messages without decompression (recorded)",
      {},
      [processor("CloudWatchLogProcessing", { DataMessageExtraction: "true" })],
      "CloudWatchLogProcessingProcessor can only be enabled with DecompressionProcessor",
    ],
    [
      "sub-records of another kind (recorded)",
      {},
      [processor("RecordDeAggregation", { SubRecordType: "CSV" })],
      "SubRecordType has to be one of JSON, DELIMITED",
    ],
  ])("refuses %s", async (_, settings, processors, message) => {
    const BufferingHints = { SizeInMBs: 64, IntervalInSeconds: 60 };
    const configuration = processed("nowhere", [...processors], { BufferingHints, ...settings });
    await expect(
      firehose.send(
        new CreateDeliveryStreamCommand({
          DeliveryStreamName: newName("stream"),
          ExtendedS3DestinationConfiguration: configuration,
        }),
      ),
    ).rejects.toMatchObject({ name: "InvalidArgumentException", message });
  });
});
