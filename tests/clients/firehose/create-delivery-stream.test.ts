import { CreateDeliveryStreamCommand, type CreateDeliveryStreamCommandInput } from "@aws-sdk/client-firehose";
import { describe, expect, it } from "vitest";
import {
  account,
  activeStream,
  conversion,
  describeStream,
  glueTable,
  newName,
  platform,
  region,
  roleArn,
  toBucket,
} from "./platform.ts";

const { firehose, glue } = await platform();

const create = (input: Partial<CreateDeliveryStreamCommandInput>) =>
  firehose.send(new CreateDeliveryStreamCommand({ DeliveryStreamName: newName("stream"), ...input }));

const invalid = (message: string) => ({ name: "InvalidArgumentException", message });
const notBuilt = expect.objectContaining({
  name: "NotImplemented",
  $metadata: expect.objectContaining({ httpStatusCode: 501 }),
});

describe("CreateDeliveryStream", () => {
  it("CreateDeliveryStream: is CREATING, then ACTIVE, with AWS's defaults (recorded)", async () => {
    const DeliveryStreamName = newName("stream");
    const ExtendedS3DestinationConfiguration = { RoleARN: roleArn, BucketARN: "arn:aws:s3:::lake" };
    expect(await create({ DeliveryStreamName, ExtendedS3DestinationConfiguration })).toMatchObject({
      DeliveryStreamARN: `arn:aws:firehose:${region}:${account}:deliverystream/${DeliveryStreamName}`,
    });
    expect((await describeStream(firehose, DeliveryStreamName)).DeliveryStreamStatus).toBe("CREATING");
    const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration });
    const s3 = {
      RoleARN: roleArn,
      BucketARN: "arn:aws:s3:::lake",
      BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
      CompressionFormat: "UNCOMPRESSED",
      EncryptionConfiguration: { NoEncryptionConfig: "NoEncryption" },
      CloudWatchLoggingOptions: { Enabled: false },
    };
    expect(await describeStream(firehose, name)).toEqual({
      DeliveryStreamName: name,
      DeliveryStreamARN: `arn:aws:firehose:${region}:${account}:deliverystream/${name}`,
      DeliveryStreamStatus: "ACTIVE",
      DeliveryStreamType: "DirectPut",
      DeliveryStreamEncryptionConfiguration: { Status: "DISABLED" },
      VersionId: "1",
      CreateTimestamp: expect.any(Date),
      Destinations: [
        {
          DestinationId: "destinationId-000000000001",
          S3DestinationDescription: s3,
          ExtendedS3DestinationDescription: { ...s3, S3BackupMode: "Disabled" },
        },
      ],
      HasMoreDestinations: false,
    });
  });

  it("CreateDeliveryStream: takes the deprecated S3DestinationConfiguration", async () => {
    const name = await activeStream(firehose, {
      S3DestinationConfiguration: { RoleARN: roleArn, BucketARN: "arn:aws:s3:::lake", CompressionFormat: "GZIP" },
    });
    const [destination] = (await describeStream(firehose, name)).Destinations ?? [];
    expect(destination?.ExtendedS3DestinationDescription?.CompressionFormat).toBe("GZIP");
  });

  it("CreateDeliveryStream: buffers 128 MiB when it converts and no hints are given (recorded)", async () => {
    const schema = await glueTable(glue, { a: "int" });
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: {
        RoleARN: roleArn,
        BucketARN: "arn:aws:s3:::lake",
        DataFormatConversionConfiguration: conversion(schema),
      },
    });
    const [destination] = (await describeStream(firehose, name)).Destinations ?? [];
    expect(destination?.ExtendedS3DestinationDescription?.BufferingHints).toEqual({
      SizeInMBs: 128,
      IntervalInSeconds: 300,
    });
  });

  it("CreateDeliveryStream: refuses a name that is taken (recorded)", async () => {
    const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket("lake") });
    await expect(
      create({ DeliveryStreamName: name, ExtendedS3DestinationConfiguration: toBucket("lake") }),
    ).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: `Firehose ${name} under accountId ${account} already exists`,
    });
  });

  it("CreateDeliveryStream: takes exactly one destination (recorded)", async () => {
    const fault = invalid("Exactly one destination configuration is supported for a Firehose");
    await expect(create({})).rejects.toMatchObject(fault);
    await expect(
      create({
        S3DestinationConfiguration: toBucket("lake"),
        ExtendedS3DestinationConfiguration: toBucket("lake"),
      }),
    ).rejects.toMatchObject(fault);
  });

  it("CreateDeliveryStream: answers 501 to what is not built", async () => {
    const S3Configuration = toBucket("lake");
    await expect(
      create({
        SnowflakeDestinationConfiguration: {
          AccountUrl: "https://x.snowflakecomputing.com",
          Database: "d",
          Schema: "s",
          Table: "t",
          RoleARN: roleArn,
          S3Configuration,
        },
      }),
    ).rejects.toEqual(notBuilt);
    await expect(
      create({ DeliveryStreamType: "DatabaseAsSource", ExtendedS3DestinationConfiguration: toBucket("lake") }),
    ).rejects.toEqual(notBuilt);
  });

  it.each([
    [
      "a prefix with expressions and no error prefix",
      { Prefix: "!{timestamp:yyyy}/" },
      "Ths supplied prefix(es) do not satisfy the following constraint: ErrorOutputPrefix cannot be null or empty when Prefix contains expressions",
    ],
    [
      "backup without its destination",
      { S3BackupMode: "Enabled" as const },
      "S3 backup destination configuration is required when enabling S3 backup.",
    ],
    [
      "processing without processors",
      { ProcessingConfiguration: { Enabled: true, Processors: [] } },
      "A maximum of 5 and a minimum of 1 processor needs to be supplied when processing is enabled.",
    ],
    [
      "two kinds of encryption",
      { EncryptionConfiguration: {} },
      "Exactly one of NoEncryptionConfig or KMSEncryptionConfig must be specified",
    ],
  ])("CreateDeliveryStream: refuses %s (recorded)", async (_, settings, message) => {
    await expect(create({ ExtendedS3DestinationConfiguration: toBucket("lake", settings) })).rejects.toMatchObject(
      invalid(message),
    );
  });

  it("CreateDeliveryStream: holds conversions to their rules (recorded)", async () => {
    const whole = conversion(await glueTable(glue, { a: "int" }));
    const hints = { SizeInMBs: 64, IntervalInSeconds: 60 };
    const converting = (settings: object, changes: object = {}) =>
      create({
        ExtendedS3DestinationConfiguration: toBucket("lake", {
          BufferingHints: hints,
          DataFormatConversionConfiguration: { ...whole, ...changes },
          ...settings,
        }),
      });
    await expect(converting({ BufferingHints: { SizeInMBs: 63, IntervalInSeconds: 60 } })).rejects.toMatchObject(
      invalid("BufferingHints.SizeInMBs must be at least 64 when data format conversion is enabled."),
    );
    await expect(converting({ CompressionFormat: "GZIP" })).rejects.toMatchObject(
      invalid(
        "The S3 destination's compression format must be set to UNCOMPRESSED when data format conversion is enabled",
      ),
    );
    await expect(converting({}, { SchemaConfiguration: undefined })).rejects.toMatchObject(
      invalid("SchemaConfiguration must not be null"),
    );
    await expect(converting({}, { InputFormatConfiguration: { Deserializer: {} } })).rejects.toMatchObject(
      invalid("Deserializer must not be null"),
    );
    await expect(
      converting({}, { InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {}, HiveJsonSerDe: {} } } }),
    ).rejects.toMatchObject(invalid("More than one deserializer specified. Only one may be chosen."));
    const missing = { ...whole.SchemaConfiguration, TableName: "nowhere" };
    await expect(converting({}, { SchemaConfiguration: missing })).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: expect.stringContaining("EntityNotFoundException"),
    });
  });

  it("CreateDeliveryStream: wants a Kinesis source that is there", async () => {
    await expect(
      create({
        DeliveryStreamType: "KinesisStreamAsSource",
        ExtendedS3DestinationConfiguration: toBucket("lake"),
      }),
    ).rejects.toMatchObject(invalid("KinesisSourceStreamConfig is mandatory for KinesisStreamAsSource stream type."));
    await expect(
      create({
        DeliveryStreamType: "KinesisStreamAsSource",
        KinesisStreamSourceConfiguration: {
          KinesisStreamARN: `arn:aws:kinesis:${region}:${account}:stream/nowhere`,
          RoleARN: roleArn,
        },
        ExtendedS3DestinationConfiguration: toBucket("lake"),
      }),
    ).rejects.toMatchObject({ name: "InvalidArgumentException" });
  });
});
