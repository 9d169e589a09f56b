// Event notifications: functions of Lambda are told what happens to objects, as S3 tells it. Records: recorded unless said otherwise.
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, truncateSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { AddPermissionCommand, RemovePermissionCommand } from "@aws-sdk/client-lambda";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectAnnotationCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  DeletePublicAccessBlockCommand,
  type Event,
  type LambdaFunctionConfiguration,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectAnnotationCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  RestoreObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { activeFunction, arnOf, platform } from "../lambda/platform.ts";
import { bucketName, failure } from "./platform.ts";
import { recorderCode, recordsIn, recordsOf } from "./recorder.ts";

const own = await platform();
const { lambda, forebay } = own;
const s3 = new S3Client(forebay.clientConfig);
const folder = mkdtempSync(join(tmpdir(), "forebay-notifications-"));
afterAll(() => {
  s3.destroy();
  rmSync(folder, { recursive: true, force: true });
});

async function newBucket(): Promise<string> {
  const Bucket = bucketName();
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

const permit = (FunctionName: string, Bucket: string) =>
  lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: "s3",
      Action: "lambda:InvokeFunction",
      Principal: "s3.amazonaws.com",
      SourceArn: `arn:aws:s3:::${Bucket}`,
      SourceAccount: "000000000000",
    }),
  );

const put = (Bucket: string, configurations: LambdaFunctionConfiguration[], SkipDestinationValidation?: boolean) =>
  s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { LambdaFunctionConfigurations: configurations },
      SkipDestinationValidation,
    }),
  );

async function replicationRole(): Promise<string> {
  const iam = new IAMClient(forebay.clientConfig);
  const document = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement });
  const trust = { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" };
  const RoleName = "replicates";
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document(trust) }));
  const PolicyDocument = document({ Effect: "Allow", Action: "s3:*", Resource: "*" });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));
  iam.destroy();
  return Role?.Arn ?? "";
}

let listeners = 0;

/** A bucket that tells a function of these events, and the file that the function writes. */
async function told(Events: Event[], more: Partial<LambdaFunctionConfiguration> = {}) {
  const Bucket = await newBucket();
  const file = join(folder, `told-${listeners++}`);
  const name = await activeFunction(own, recorderCode(file));
  await permit(name, Bucket);
  await put(Bucket, [{ Id: "mine", LambdaFunctionArn: arnOf(name), Events, ...more }]);
  return { Bucket, file, name };
}

const names = (records: readonly { readonly eventName: string }[]): string[] =>
  records.map(({ eventName }) => eventName).toSorted();

describe("PutBucketNotificationConfiguration", () => {
  const NOT_REACHED = "Unable to validate the following destination configurations";

  it("PutBucketNotificationConfiguration: the function must be there and let S3 in for the bucket (recorded)", async () => {
    const Bucket = await newBucket();
    const arn = arnOf("nobody");
    const one: LambdaFunctionConfiguration = { Id: "id123", LambdaFunctionArn: arn, Events: ["s3:ObjectCreated:*"] };
    const refusal = (of: string) =>
      failure(400, "InvalidArgument", {
        message: NOT_REACHED,
        ArgumentName1: `${of}, null`,
        ArgumentValue1: `Not authorized to invoke function [${of}]`,
      });
    await expect(put(Bucket, [one])).rejects.toEqual(refusal(arn));
    const name = await activeFunction(own, "exports.handler = async () => {};");
    const existing = { ...one, LambdaFunctionArn: arnOf(name) };
    await expect(put(Bucket, [existing])).rejects.toEqual(refusal(arnOf(name)));
    await permit(name, "another-bucket");
    await expect(put(Bucket, [existing])).rejects.toEqual(refusal(arnOf(name)));
    await lambda.send(new RemovePermissionCommand({ FunctionName: name, StatementId: "s3" }));
    await permit(name, Bucket);
    await put(Bucket, [existing]);
    await put(Bucket, [one], true);
    const elsewhere = arn.replace("us-east-1", "eu-west-1");
    await expect(put(Bucket, [{ ...one, LambdaFunctionArn: elsewhere }])).rejects.toEqual(
      failure(400, "InvalidArgument", {
        message: "The notification destination service region is not valid for the bucket location constraint",
      }),
    );
  });

  it("PutBucketNotificationConfiguration: refuses strange events and two that would tell of the same (documented)", async () => {
    const Bucket = await newBucket();
    const LambdaFunctionArn = arnOf("nobody");
    const one = (Value: string, event: string): LambdaFunctionConfiguration => ({
      LambdaFunctionArn,
      Events: [event as Event],
      Filter: { Key: { FilterRules: [{ Name: "prefix", Value }] } },
    });
    await expect(put(Bucket, [one("a", "s3:ObjectEaten:*")], true)).rejects.toEqual(
      failure(400, "InvalidArgument", { message: "The event is not supported for notifications" }),
    );
    const twice = [one("a", "s3:ObjectCreated:*"), one("ab", "s3:ObjectCreated:Put")];
    await expect(put(Bucket, twice, true)).rejects.toEqual(
      failure(400, "InvalidArgument", {
        message:
          "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
      }),
    );
    await put(Bucket, [one("a", "s3:ObjectCreated:*"), one("b", "s3:ObjectCreated:Put")], true);
  });
});

describe("notifications", () => {
  it("a write is told with AWS's record", async () => {
    const { Bucket, file } = await told(["s3:ObjectCreated:*"]);
    const { $metadata, ETag } = await s3.send(new PutObjectCommand({ Bucket, Key: "a b/ü@.txt", Body: "something" }));
    const [record] = await recordsOf(file, 1);
    expect(record).toEqual({
      eventVersion: "2.1",
      eventSource: "aws:s3",
      awsRegion: "us-east-1",
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      eventName: "ObjectCreated:Put",
      userIdentity: { principalId: "AWS:000000000000" },
      requestParameters: { sourceIPAddress: "127.0.0.1" },
      responseElements: {
        "x-amz-request-id": $metadata.requestId,
        "x-amz-id-2": $metadata.extendedRequestId,
      },
      s3: {
        s3SchemaVersion: "1.0",
        configurationId: "mine",
        bucket: {
          name: Bucket,
          ownerIdentity: { principalId: expect.stringMatching(/^A[0-9A-F]{13}$/) },
          arn: `arn:aws:s3:::${Bucket}`,
        },
        object: {
          key: "a+b/%C3%BC%40.txt",
          size: 9,
          eTag: ETag?.replaceAll('"', ""),
          sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
        },
      },
    });
  });

  it("every way to write, change and remove an object has its event, and versions their id", async () => {
    const { Bucket, file } = await told([
      "s3:ObjectCreated:*",
      "s3:ObjectRemoved:*",
      "s3:ObjectAnnotation:*",
      "s3:ObjectTagging:*",
      "s3:ObjectAcl:Put",
    ]);
    const ObjectOwnership = "BucketOwnerPreferred";
    await s3.send(
      new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls: { Rules: [{ ObjectOwnership }] } }),
    );
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    const Key = "k";
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1" }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/${Key}` }));
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "parts" }));
    const upload = { Bucket, Key: "parts", UploadId };
    const { ETag } = await s3.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: "part" }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
    await s3.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet: [{ Key: "a", Value: "b" }] } }));
    await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key }));
    await s3.send(new PutObjectAclCommand({ Bucket, Key, ACL: "private" }));
    const annotation = { Bucket, Key, AnnotationName: "labels" };
    await s3.send(new PutObjectAnnotationCommand({ ...annotation, AnnotationPayload: "cat" }));
    await s3.send(new DeleteObjectAnnotationCommand(annotation));
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key, VersionId }, { Key: "copy" }] } }));
    const records = await recordsOf(file, 11);
    expect(names(records)).toEqual([
      "ObjectAcl:Put",
      "ObjectAnnotation:Delete",
      "ObjectAnnotation:Put",
      "ObjectCreated:CompleteMultipartUpload",
      "ObjectCreated:Copy",
      "ObjectCreated:Put",
      "ObjectRemoved:Delete",
      "ObjectRemoved:DeleteMarkerCreated",
      "ObjectRemoved:DeleteMarkerCreated",
      "ObjectTagging:Delete",
      "ObjectTagging:Put",
    ]);
    const find = (name: string) =>
      records.find(({ eventName, s3: { object } }) => eventName === name && object.key === Key);
    const removed = find("ObjectRemoved:Delete");
    expect(removed?.s3.object).toEqual({ key: Key, versionId: VersionId, sequencer: expect.any(String) });
    const [first, marker] = [find("ObjectCreated:Put"), find("ObjectRemoved:DeleteMarkerCreated")];
    expect(first?.s3.object.versionId).toBe(VersionId);
    expect((first?.s3.object.sequencer ?? "") < (marker?.s3.object.sequencer ?? "")).toBe(true);
    const tagged = find("ObjectTagging:Put");
    expect(tagged?.eventVersion).toBe("2.3");
    expect(tagged?.s3.object).toEqual({ key: Key, versionId: VersionId, eTag: expect.any(String) });
  });

  it("filters choose by the beginning and the end of keys; what was not asked for is not told", async () => {
    const FilterRules = [
      { Name: "prefix", Value: "images/" },
      { Name: "suffix", Value: ".jpg" },
    ] as const;
    const { Bucket, file } = await told(["s3:ObjectCreated:Put"], {
      Filter: { Key: { FilterRules: [...FilterRules] } },
    });
    for (const Key of ["images/a.png", "a.jpg", "images/a.jpg"])
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1" }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: "images/b.jpg", CopySource: `${Bucket}/images/a.jpg` }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "images/c.jpg", Body: "1" }));
    const records = await recordsOf(file, 2);
    expect(records.map(({ s3: { object } }) => object.key).toSorted()).toEqual(["images/a.jpg", "images/c.jpg"]);
  });

  it("forms are ObjectCreated:Post, and whoever signed nothing is Anonymous", async () => {
    const { Bucket, file } = await told(["s3:ObjectCreated:*"]);
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const Statement = { Effect: "Allow", Principal: "*", Action: "s3:PutObject", Resource: `arn:aws:s3:::${Bucket}/*` };
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }));
    const form = new FormData();
    form.set("key", "posted");
    form.set("file", new Blob(["hello"]), "name");
    const response = await fetch(`${forebay.endpoint}/${Bucket}`, { method: "POST", body: form });
    expect(response.status).toBe(204);
    const [record] = await recordsOf(file, 1);
    expect(record).toMatchObject({ eventName: "ObjectCreated:Post", userIdentity: { principalId: "Anonymous" } });
  });

  it("what lifecycle rules do is told as done by S3 (documented)", async () => {
    const { Bucket, file } = await told(["s3:LifecycleExpiration:*", "s3:LifecycleTransition"]);
    await s3.send(new PutObjectCommand({ Bucket, Key: "gone", Body: "1" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "cold", Body: Buffer.alloc(200_000) }));
    const Rules = [
      { ID: "e", Status: "Enabled", Filter: { Prefix: "gone" }, Expiration: { Days: 1 } },
      {
        ID: "t",
        Status: "Enabled",
        Filter: { Prefix: "cold" },
        Transitions: [{ Days: 1, StorageClass: "GLACIER" }],
      },
    ] as const;
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [...(Rules as never)] } }),
    );
    await forebay.clock.advance(3 * 86_400_000);
    const records = await recordsOf(file, 2);
    expect(names(records)).toEqual(["LifecycleExpiration:Delete", "LifecycleTransition"]);
    expect(records.find(({ eventName }) => eventName === "LifecycleTransition")).toMatchObject({
      eventVersion: "2.3",
      userIdentity: { principalId: "s3.amazonaws.com" },
      lifecycleEventData: { transitionEventData: { destinationStorageClass: "GLACIER" } },
    });
  });

  it("replication that takes longer than 15 minutes is told where it is watched (documented)", async () => {
    const { Bucket, file } = await told(["s3:Replication:*"]);
    const destination = await newBucket();
    for (const one of [Bucket, destination])
      await s3.send(new PutBucketVersioningCommand({ Bucket: one, VersioningConfiguration: { Status: "Enabled" } }));
    const fifteen = { Minutes: 15 };
    const rule = {
      ID: "watched",
      Status: "Enabled" as const,
      Priority: 1,
      Filter: {},
      DeleteMarkerReplication: { Status: "Disabled" as const },
      Destination: {
        Bucket: `arn:aws:s3:::${destination}`,
        ReplicationTime: { Status: "Enabled" as const, Time: fifteen },
        Metrics: { Status: "Enabled" as const, EventThreshold: fifteen },
      },
    };
    const Role = await replicationRole();
    await s3.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration: { Role, Rules: [rule] } }));
    const Body = Buffer.alloc(100_000, "a");
    // Its file is shorter for a while, so that it cannot be read.
    const stored = join(forebay.dataFolder, "blobs", "s3", "stored");
    const before = new Set(readdirSync(stored, { recursive: true, encoding: "utf8" }));
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "late" }));
    const part = { Bucket, Key: "late", UploadId, PartNumber: 1 };
    const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body }));
    const [blob = ""] = readdirSync(stored, { recursive: true, encoding: "utf8" }).filter(
      (name) => !before.has(name) && statSync(join(stored, name)).isFile(),
    );
    const path = join(stored, blob);
    const handle = openSync(path, "r+");
    truncateSync(path, 99_999);
    const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "late", UploadId, MultipartUpload }));
    await forebay.clock.advance(16 * 60_000);
    const [missed] = await recordsOf(file, 1);
    expect(missed).toMatchObject({
      eventName: "Replication:OperationMissedThreshold",
      eventVersion: "2.2",
      replicationEventData: { replicationRuleId: "watched", destinationBucket: `arn:aws:s3:::${destination}` },
    });
    writeSync(handle, Body, 0, Body.length, 0);
    closeSync(handle);
    await forebay.clock.advance(10 * 60_000);
    expect(names(await recordsOf(file, 2))).toContain("Replication:OperationReplicatedAfterThreshold");
    await s3.send(new PutObjectCommand({ Bucket, Key: "soon", Body: "1" }));
    await forebay.clock.advance(0);
    await forebay.clock.advance(20 * 60_000);
    expect(await recordsOf(file, 2)).toHaveLength(2);
  });

  it("restores are told when they begin, are ready and expire (documented)", async () => {
    const { Bucket, file } = await told(["s3:ObjectRestore:*"]);
    await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "1", StorageClass: "GLACIER" }));
    const GlacierJobParameters = { Tier: "Expedited" } as const;
    await s3.send(new RestoreObjectCommand({ Bucket, Key: "k", RestoreRequest: { Days: 1, GlacierJobParameters } }));
    expect(names(await recordsOf(file, 1))).toEqual(["ObjectRestore:Post"]);
    await forebay.clock.advance(10 * 60_000);
    const [ready] = (await recordsOf(file, 2)).filter(({ eventName }) => eventName === "ObjectRestore:Completed");
    expect(ready).toMatchObject({
      glacierEventData: {
        restoreEventData: {
          lifecycleRestorationExpiryTime: expect.stringMatching(/T00:00:00.000Z$/),
          lifecycleRestoreStorageClass: "GLACIER",
        },
      },
    });
    await s3.send(new RestoreObjectCommand({ Bucket, Key: "k", RestoreRequest: { Days: 3, GlacierJobParameters } }));
    expect(names(await recordsOf(file, 3)).filter((name) => name === "ObjectRestore:Completed")).toHaveLength(1);
    await forebay.clock.advance(2 * 86_400_000);
    expect(names(await recordsOf(file, 3))).not.toContain("ObjectRestore:Delete");
    await forebay.clock.advance(2 * 86_400_000);
    expect(names(await recordsOf(file, 4))).toContain("ObjectRestore:Delete");
  });

  it("a function that does not let S3 in any more hears nothing, and is told what comes after it does", async () => {
    const { Bucket, file, name } = await told(["s3:ObjectCreated:*"]);
    await lambda.send(new RemovePermissionCommand({ FunctionName: name, StatementId: "s3" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "unheard", Body: "1" }));
    await forebay.clock.advance(0);
    await permit(name, Bucket);
    await s3.send(new PutObjectCommand({ Bucket, Key: "heard", Body: "1" }));
    await recordsOf(file, 1);
    expect(recordsIn(file).map(({ s3: { object } }) => object.key)).toEqual(["heard"]);
  });
});
