// Bucket configurations that are stored and given back, through the AWS SDK. Recorded unless said otherwise.
import {
  DeleteBucketAnalyticsConfigurationCommand,
  DeleteBucketEncryptionCommand,
  DeleteBucketInventoryConfigurationCommand,
  DeleteBucketMetricsConfigurationCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketReplicationCommand,
  GetBucketAccelerateConfigurationCommand,
  GetBucketAnalyticsConfigurationCommand,
  GetBucketEncryptionCommand,
  GetBucketIntelligentTieringConfigurationCommand,
  GetBucketInventoryConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketMetricsConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketReplicationCommand,
  GetBucketRequestPaymentCommand,
  type InventoryConfiguration,
  ListBucketAnalyticsConfigurationsCommand,
  ListBucketIntelligentTieringConfigurationsCommand,
  ListBucketInventoryConfigurationsCommand,
  ListBucketMetricsConfigurationsCommand,
  type NotificationConfiguration,
  PutBucketAccelerateConfigurationCommand,
  PutBucketAnalyticsConfigurationCommand,
  PutBucketEncryptionCommand,
  PutBucketIntelligentTieringConfigurationCommand,
  PutBucketInventoryConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketMetricsConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketReplicationCommand,
  PutBucketRequestPaymentCommand,
  PutBucketVersioningCommand,
  type ReplicationConfiguration,
  type ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, bucket } = await platform();
const MALFORMED = failure(400, "MalformedXML");
const NONE = failure(404, "NoSuchConfiguration", { message: "The specified configuration does not exist." });

it("accelerate, request payment", async () => {
  const Bucket = await bucket();
  const accelerated = async () => (await s3.send(new GetBucketAccelerateConfigurationCommand({ Bucket }))).Status;
  const accelerate = (Status: "Enabled" | "Suspended") =>
    s3.send(new PutBucketAccelerateConfigurationCommand({ Bucket, AccelerateConfiguration: { Status } }));
  expect(await accelerated()).toBeUndefined();
  await accelerate("Enabled");
  expect(await accelerated()).toBe("Enabled");
  await expect(accelerate("enabled" as "Enabled")).rejects.toEqual(MALFORMED);
  const payer = async () => (await s3.send(new GetBucketRequestPaymentCommand({ Bucket }))).Payer;
  const pay = (Payer: "Requester" | "BucketOwner") =>
    s3.send(new PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration: { Payer } }));
  expect(await payer()).toBe("BucketOwner");
  await pay("Requester");
  expect(await payer()).toBe("Requester");
  await expect(pay("Nobody" as "Requester")).rejects.toEqual(MALFORMED);
});

it("encryption: the default, rules, and what is none", async () => {
  const Bucket = await bucket();
  const rules = async () =>
    (await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules;
  const put = (Rules: ServerSideEncryptionRule[]) =>
    s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
  const aes = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false } as const;
  expect(await rules()).toEqual([aes]);
  const kms = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: true } as const;
  await put([kms]);
  expect(await rules()).toEqual([kms]);
  await expect(put([])).rejects.toEqual(MALFORMED);
  await expect(put([aes, kms])).rejects.toEqual(MALFORMED);
  await expect(
    put([{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256", KMSMasterKeyID: "x" } }]),
  ).rejects.toEqual(failure(400, "InvalidArgument", { ArgumentName: "ApplyServerSideEncryptionByDefault" }));
  await s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
  expect(await rules()).toEqual([aes]);
});

it("ownership controls: enforced until they are changed or deleted", async () => {
  const Bucket = await bucket();
  const get = async () => (await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls?.Rules;
  expect(await get()).toEqual([{ ObjectOwnership: "BucketOwnerEnforced" }]);
  const put = (ObjectOwnership: string) =>
    s3.send(
      new PutBucketOwnershipControlsCommand({
        Bucket,
        OwnershipControls: { Rules: [{ ObjectOwnership: ObjectOwnership as "ObjectWriter" }] },
      }),
    );
  await put("ObjectWriter");
  expect(await get()).toEqual([{ ObjectOwnership: "ObjectWriter" }]);
  await expect(put("Random")).rejects.toEqual(MALFORMED);
  for (let times = 0; times < 2; times++) await s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
  await expect(get()).rejects.toEqual(failure(404, "OwnershipControlsNotFoundError"));
});

it("logging: to a bucket of the same owner and region", async () => {
  const Bucket = await bucket();
  const put = (TargetBucket: string) =>
    s3.send(
      new PutBucketLoggingCommand({
        Bucket,
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: "log" } },
      }),
    );
  const get = async () => (await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled;
  expect(await get()).toBeUndefined();
  const TargetBucket = await bucket();
  await put(TargetBucket);
  expect(await get()).toEqual({ TargetBucket, TargetPrefix: "log" });
  await expect(put("no-such-bucket-here")).rejects.toEqual(
    failure(400, "InvalidTargetBucketForLogging", { message: "The target bucket for logging does not exist" }),
  );
  await s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} }));
  expect(await get()).toBeUndefined();
});

it("replication: between versioned buckets", async () => {
  const [Bucket, target] = [await bucket(), await bucket()];
  const version = (name: string) =>
    s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: "Enabled" } }));
  const ReplicationConfiguration: ReplicationConfiguration = {
    Role: "arn:aws:iam::000000000000:role/replication",
    Rules: [
      {
        ID: "id",
        Priority: 1,
        Status: "Enabled",
        Filter: { Prefix: "Tax" },
        Destination: { Bucket: `arn:aws:s3:::${target}` },
        DeleteMarkerReplication: { Status: "Disabled" },
      },
    ],
  };
  const put = (configuration = ReplicationConfiguration) =>
    s3.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration: configuration }));
  const get = () => s3.send(new GetBucketReplicationCommand({ Bucket }));
  await expect(get()).rejects.toEqual(failure(404, "ReplicationConfigurationNotFoundError"));
  await expect(put()).rejects.toEqual(
    failure(400, "InvalidRequest", {
      message: "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
    }),
  );
  await version(Bucket);
  await expect(put()).rejects.toEqual(
    failure(400, "InvalidRequest", { message: "Destination bucket must have versioning enabled." }),
  );
  await version(target);
  await put();
  expect((await get()).ReplicationConfiguration).toEqual(ReplicationConfiguration);
  await expect(put({ ...ReplicationConfiguration, Rules: [] })).rejects.toEqual(MALFORMED);
  for (let times = 0; times < 2; times++) await s3.send(new DeleteBucketReplicationCommand({ Bucket }));
});

it("notifications: targets that are not there are refused, unless nobody is to look", async () => {
  const Bucket = await bucket();
  const put = (NotificationConfiguration: NotificationConfiguration, SkipDestinationValidation?: boolean) =>
    s3.send(
      new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration, SkipDestinationValidation }),
    );
  const get = async () => {
    const { $metadata: _, ...configuration } = await s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    return configuration;
  };
  expect(await get()).toEqual({});
  const QueueArn = "arn:aws:sqs:us-east-1:111111111111:my-queue";
  const FilterRules = [{ Name: "prefix", Value: "a/" } as const];
  const one: NonNullable<NotificationConfiguration["QueueConfigurations"]>[number] = {
    Id: "id123",
    QueueArn,
    Events: ["s3:ObjectCreated:*"],
    Filter: { Key: { FilterRules } },
  };
  await expect(put({ QueueConfigurations: [one] })).rejects.toEqual(
    failure(400, "InvalidArgument", { message: "Unable to validate the following destination configurations" }),
  );
  await put({ QueueConfigurations: [one] }, true);
  expect(await get()).toEqual({
    QueueConfigurations: [{ ...one, Filter: { Key: { FilterRules: [{ Name: "Prefix", Value: "a/" }] } } }],
  });
  await expect(put({ QueueConfigurations: [{ ...one, QueueArn: "invalid-queue" }] }, true)).rejects.toEqual(
    failure(400, "InvalidArgument", { message: "The ARN could not be parsed", ArgumentName: "Queue" }),
  );
  const wrong = { Key: { FilterRules: [{ Name: "INVALID" as "prefix", Value: "a" }] } };
  await expect(put({ QueueConfigurations: [{ ...one, Filter: wrong }] }, true)).rejects.toEqual(
    failure(400, "InvalidArgument", { message: "filter rule name must be either prefix or suffix" }),
  );
  await expect(put({ EventBridgeConfiguration: {} })).rejects.toEqual(failure(501, "NotImplemented"));
  await put({});
  expect(await get()).toEqual({});
});

it("analytics and intelligent tiering: put, get, list, delete", async () => {
  const Bucket = await bucket();
  const AnalyticsConfiguration = { Id: "a1", Filter: { Prefix: "p" }, StorageClassAnalysis: {} };
  const put = await s3.send(new PutBucketAnalyticsConfigurationCommand({ Bucket, Id: "a1", AnalyticsConfiguration }));
  expect(put.$metadata.httpStatusCode).toBe(204);
  const get = () => s3.send(new GetBucketAnalyticsConfigurationCommand({ Bucket, Id: "a1" }));
  expect((await get()).AnalyticsConfiguration).toEqual(AnalyticsConfiguration);
  const listed = await s3.send(new ListBucketAnalyticsConfigurationsCommand({ Bucket }));
  expect(listed).toMatchObject({ IsTruncated: false, AnalyticsConfigurationList: [AnalyticsConfiguration] });
  await s3.send(new DeleteBucketAnalyticsConfigurationCommand({ Bucket, Id: "a1" }));
  await expect(get()).rejects.toEqual(NONE);
  await expect(s3.send(new DeleteBucketAnalyticsConfigurationCommand({ Bucket, Id: "a1" }))).rejects.toEqual(NONE);
  const IntelligentTieringConfiguration = {
    Id: "t1",
    Status: "Enabled",
    Tierings: [{ AccessTier: "ARCHIVE_ACCESS", Days: 90 }],
  } as const;
  await s3.send(
    new PutBucketIntelligentTieringConfigurationCommand({
      Bucket,
      Id: "t1",
      IntelligentTieringConfiguration: {
        ...IntelligentTieringConfiguration,
        Tierings: [{ AccessTier: "ARCHIVE_ACCESS", Days: 90 }],
      },
    }),
  );
  const tiering = await s3.send(new GetBucketIntelligentTieringConfigurationCommand({ Bucket, Id: "t1" }));
  expect(tiering.IntelligentTieringConfiguration).toEqual(IntelligentTieringConfiguration);
  const tierings = await s3.send(new ListBucketIntelligentTieringConfigurationsCommand({ Bucket }));
  expect(tierings.IntelligentTieringConfigurationList).toHaveLength(1);
});

it("inventories: what is refused", async () => {
  const Bucket = await bucket();
  const inventory: InventoryConfiguration = {
    Id: "i1",
    IsEnabled: true,
    IncludedObjectVersions: "All",
    OptionalFields: ["Size", "ETag"],
    Schedule: { Frequency: "Daily" },
    Destination: { S3BucketDestination: { Bucket: `arn:aws:s3:::${Bucket}`, Format: "CSV" } },
  };
  const put = (InventoryConfiguration: InventoryConfiguration, Id = "i1") =>
    s3.send(new PutBucketInventoryConfigurationCommand({ Bucket, Id, InventoryConfiguration }));
  await put(inventory);
  const get = () => s3.send(new GetBucketInventoryConfigurationCommand({ Bucket, Id: "i1" }));
  expect((await get()).InventoryConfiguration).toEqual(inventory);
  const { InventoryConfigurationList: list } = await s3.send(new ListBucketInventoryConfigurationsCommand({ Bucket }));
  expect(list).toEqual([inventory]);
  await expect(put(inventory, "other")).rejects.toEqual(
    failure(400, "IdMismatch", { message: "Document ID does not match the specified configuration ID." }),
  );
  const to = (name: string, Format = "CSV") => ({ S3BucketDestination: { Bucket: name, Format: Format as "CSV" } });
  await expect(put({ ...inventory, Destination: to(Bucket) })).rejects.toEqual(
    failure(400, "InvalidS3DestinationBucket", { message: "Invalid bucket ARN." }),
  );
  for (const wrong of [
    { Destination: to(`arn:aws:s3:::${Bucket}`, "XML") },
    { Schedule: { Frequency: "Hourly" as "Daily" } },
    { IncludedObjectVersions: "Some" as "All" },
    { OptionalFields: ["Wrong" as "Size"] },
  ])
    await expect(put({ ...inventory, ...wrong })).rejects.toEqual(MALFORMED);
  await s3.send(new DeleteBucketInventoryConfigurationCommand({ Bucket, Id: "i1" }));
  await expect(get()).rejects.toEqual(NONE);
});

it("metrics: lists come in pages of a hundred, by id", async () => {
  const Bucket = await bucket();
  const ids = Array.from({ length: 102 }, (_, at) => `m${String(at).padStart(3, "0")}`);
  await Promise.all(
    ids.map((Id) =>
      s3.send(
        new PutBucketMetricsConfigurationCommand({ Bucket, Id, MetricsConfiguration: { Id, Filter: { Prefix: Id } } }),
      ),
    ),
  );
  const page = (ContinuationToken?: string) =>
    s3.send(new ListBucketMetricsConfigurationsCommand({ Bucket, ContinuationToken }));
  const first = await page();
  expect(first).toMatchObject({ IsTruncated: true, NextContinuationToken: expect.any(String) });
  const second = await page(first.NextContinuationToken);
  expect(second).toMatchObject({ IsTruncated: false, ContinuationToken: first.NextContinuationToken });
  const all = [...(first.MetricsConfigurationList ?? []), ...(second.MetricsConfigurationList ?? [])];
  expect(all.map(({ Id }) => Id)).toEqual(ids);
  await s3.send(new DeleteBucketMetricsConfigurationCommand({ Bucket, Id: "m000" }));
  await expect(s3.send(new GetBucketMetricsConfigurationCommand({ Bucket, Id: "m000" }))).rejects.toEqual(NONE);
});
