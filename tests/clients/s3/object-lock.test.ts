// Object lock through the AWS SDK, on the virtual clock. Recorded unless said otherwise.
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  type ObjectLockConfiguration,
  type ObjectLockRetention,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { bucketName, failure, platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();
const DAY_MS = 86_400_000;
const Key = "k";
const LOCKED = failure(403, "AccessDenied", { message: "Access Denied because object protected by object lock." });
const MALFORMED = failure(400, "MalformedXML");

async function locked(): Promise<string> {
  const Bucket = bucketName();
  await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  return Bucket;
}
const inDays = (days: number): Date => new Date(forebay.clock.now().getTime() + days * DAY_MS);
const put = async (Bucket: string, more: Partial<PutObjectCommandInput> = {}) =>
  (await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", ...more }))).VersionId;
const remove = (Bucket: string, VersionId: string | undefined, BypassGovernanceRetention?: boolean) =>
  s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId, BypassGovernanceRetention }));
const retain = (Bucket: string, Retention: ObjectLockRetention, BypassGovernanceRetention?: boolean) =>
  s3.send(new PutObjectRetentionCommand({ Bucket, Key, Retention, BypassGovernanceRetention }));
const configure = (Bucket: string, ObjectLockConfiguration?: ObjectLockConfiguration) =>
  s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration }));

describe("buckets", () => {
  it("PutObjectLockConfiguration: needs versioning, sets and removes the default", async () => {
    const Bucket = await bucket();
    const configuration = async () =>
      (await s3.send(new GetObjectLockConfigurationCommand({ Bucket }))).ObjectLockConfiguration;
    await expect(configuration()).rejects.toEqual(
      failure(404, "ObjectLockConfigurationNotFoundError", {
        message: "Object Lock configuration does not exist for this bucket",
      }),
    );
    await expect(configure(Bucket, { ObjectLockEnabled: "Enabled" })).rejects.toEqual(
      failure(409, "InvalidBucketState", {
        message: "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
      }),
    );
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    const Rule = { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } } as const;
    await configure(Bucket, { ObjectLockEnabled: "Enabled", Rule });
    expect(await configuration()).toEqual({ ObjectLockEnabled: "Enabled", Rule });
    await configure(Bucket, { ObjectLockEnabled: "Enabled" });
    expect(await configuration()).toEqual({ ObjectLockEnabled: "Enabled" });
    await expect(
      s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } })),
    ).rejects.toEqual(
      failure(409, "InvalidBucketState", {
        message: "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
      }),
    );
  });

  it("PutObjectLockConfiguration: what is none", async () => {
    const Bucket = await locked();
    const cases: ObjectLockConfiguration[] = [
      {},
      { Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } } },
      { ObjectLockEnabled: "Enabled", Rule: {} },
      { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: {} } },
      { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "GOVERNANCE" } } },
      { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "BAD" as "GOVERNANCE", Days: 1 } } },
      { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1, Years: 1 } } },
    ];
    for (const one of cases) await expect(configure(Bucket, one)).rejects.toEqual(MALFORMED);
    // Inferred.
    const zero = { Mode: "GOVERNANCE", Days: 0 } as const;
    await expect(configure(Bucket, { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: zero } })).rejects.toEqual(
      failure(400, "InvalidArgument", { message: "Default retention period must be a positive integer value." }),
    );
  });

  it("the default retention is that of new objects", async () => {
    const Bucket = await locked();
    await configure(Bucket, {
      ObjectLockEnabled: "Enabled",
      Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 2 } },
    });
    const VersionId = await put(Bucket);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head.ObjectLockMode).toBe("COMPLIANCE");
    expect(head.ObjectLockRetainUntilDate?.getTime()).toBeGreaterThan(inDays(1.9).getTime());
    await expect(remove(Bucket, VersionId)).rejects.toEqual(LOCKED);
    await expect(remove(Bucket, VersionId, true)).rejects.toEqual(LOCKED);
    await forebay.clock.advance(2 * DAY_MS + 1000);
    await remove(Bucket, VersionId);
  });
});

describe("retention", () => {
  it("PutObject: mode and date come together, and are checked", async () => {
    const Bucket = await locked();
    const message = "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied";
    const cases: [Partial<PutObjectCommandInput>, Record<string, unknown>][] = [
      [{ ObjectLockMode: "GOVERNANCE" }, { message, ArgumentName: "x-amz-object-lock-retain-until-date" }],
      [{ ObjectLockRetainUntilDate: inDays(1) }, { message, ArgumentName: "x-amz-object-lock-mode" }],
      [
        { ObjectLockMode: "BAD-VALUE" as "GOVERNANCE", ObjectLockRetainUntilDate: inDays(1) },
        { message: "Unknown wormMode directive.", ArgumentValue: "BAD-VALUE" },
      ],
    ];
    for (const [input, members] of cases) {
      await expect(put(Bucket, input)).rejects.toEqual(failure(400, "InvalidArgument", members));
      await expect(s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...(input as object) }))).rejects.toEqual(
        failure(400, "InvalidArgument", members),
      );
    }
    await expect(
      put(await bucket(), { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: inDays(1) }),
    ).rejects.toEqual(failure(400, "InvalidRequest", { message: "Bucket is missing Object Lock Configuration" }));
  });

  it("GOVERNANCE: can be bypassed, extended, and not shortened", async () => {
    const Bucket = await locked();
    const VersionId = await put(Bucket, { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: inDays(2) });
    await expect(remove(Bucket, VersionId)).rejects.toEqual(LOCKED);
    const RetainUntilDate = inDays(3);
    await retain(Bucket, { Mode: "GOVERNANCE", RetainUntilDate });
    const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket, Key }));
    expect(Retention).toEqual({ Mode: "GOVERNANCE", RetainUntilDate });
    await expect(retain(Bucket, { Mode: "GOVERNANCE", RetainUntilDate: inDays(1) })).rejects.toEqual(LOCKED);
    await expect(retain(Bucket, {})).rejects.toEqual(LOCKED);
    await retain(Bucket, { Mode: "GOVERNANCE", RetainUntilDate: inDays(1) }, true);
    await retain(Bucket, {}, true);
    await retain(Bucket, { Mode: "GOVERNANCE", RetainUntilDate: inDays(1) });
    expect((await remove(Bucket, VersionId, true)).VersionId).toBe(VersionId);
  });

  it("COMPLIANCE: nobody lifts it before its time; a delete marker may cover it", async () => {
    const Bucket = await locked();
    const VersionId = await put(Bucket);
    await retain(Bucket, { Mode: "COMPLIANCE", RetainUntilDate: inDays(1) });
    await expect(remove(Bucket, VersionId, true)).rejects.toEqual(LOCKED);
    await expect(retain(Bucket, { Mode: "COMPLIANCE", RetainUntilDate: inDays(0.5) }, true)).rejects.toEqual(LOCKED);
    await expect(retain(Bucket, { Mode: "GOVERNANCE", RetainUntilDate: inDays(2) }, true)).rejects.toEqual(LOCKED);
    const marker = await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(s3.send(new GetObjectRetentionCommand({ Bucket, Key, VersionId: marker.VersionId }))).rejects.toEqual(
      failure(405, "MethodNotAllowed", { Method: "GET", ResourceType: "DeleteMarker" }),
    );
    await forebay.clock.advance(DAY_MS + 1000);
    expect((await remove(Bucket, VersionId)).VersionId).toBe(VersionId);
  });

  it("PutObjectRetention, GetObjectRetention: what is refused", async () => {
    const Bucket = await locked();
    await put(Bucket);
    await expect(s3.send(new GetObjectRetentionCommand({ Bucket, Key }))).rejects.toEqual(
      failure(404, "NoSuchObjectLockConfiguration", {
        message: "The specified object does not have a ObjectLock configuration",
      }),
    );
    await expect(retain(Bucket, { RetainUntilDate: inDays(1) })).rejects.toEqual(MALFORMED);
    await expect(retain(Bucket, { Mode: "BAD" as "GOVERNANCE", RetainUntilDate: inDays(1) })).rejects.toEqual(
      MALFORMED,
    );
    await expect(retain(Bucket, { Mode: "GOVERNANCE", RetainUntilDate: new Date("2020-01-01") })).rejects.toEqual(
      failure(400, "InvalidArgument", {
        message: "The retain until date must be in the future!",
        ArgumentName: "RetainUntilDate",
        ArgumentValue: "Tue Dec 31 16:00:00 PST 2019",
      }),
    );
    const plain = await bucket();
    await put(plain);
    const missing = failure(400, "InvalidRequest", { message: "Bucket is missing Object Lock Configuration" });
    await expect(retain(plain, { Mode: "GOVERNANCE", RetainUntilDate: inDays(1) })).rejects.toEqual(missing);
    await expect(s3.send(new GetObjectRetentionCommand({ Bucket: plain, Key }))).rejects.toEqual(missing);
    const bypass = failure(400, "InvalidArgument", { ArgumentName: "x-amz-bypass-governance-retention" });
    await expect(remove(plain, undefined, false)).rejects.toEqual(bypass);
  });
});

describe("legal hold", () => {
  it("PutObjectLegalHold: holds a version until it is off", async () => {
    const Bucket = await locked();
    const VersionId = await put(Bucket);
    await expect(s3.send(new GetObjectLegalHoldCommand({ Bucket, Key }))).rejects.toEqual(
      failure(404, "NoSuchObjectLockConfiguration"),
    );
    const hold = (Status: "ON" | "OFF") =>
      s3.send(new PutObjectLegalHoldCommand({ Bucket, Key, VersionId, LegalHold: { Status } }));
    await hold("ON");
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).ObjectLockLegalHoldStatus).toBe("ON");
    await expect(remove(Bucket, VersionId, true)).rejects.toEqual(LOCKED);
    const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key, VersionId }] } }));
    expect(Errors).toEqual([
      { Key, VersionId, Code: "AccessDenied", Message: "Access Denied because object protected by object lock." },
    ]);
    await hold("OFF");
    expect((await s3.send(new GetObjectLegalHoldCommand({ Bucket, Key }))).LegalHold).toEqual({ Status: "OFF" });
    await expect(s3.send(new PutObjectLegalHoldCommand({ Bucket, Key, LegalHold: {} }))).rejects.toEqual(MALFORMED);
    await remove(Bucket, VersionId);
  });

  it("PutObject: with a hold", async () => {
    const Bucket = await locked();
    const VersionId = await put(Bucket, { ObjectLockLegalHoldStatus: "ON" });
    await expect(remove(Bucket, VersionId)).rejects.toEqual(LOCKED);
  });
});
