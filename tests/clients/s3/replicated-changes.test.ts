// Replication of what is more than bytes: parts, version ids of delete markers, tags, ACLs and locks, before and after the first write. Documented.
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
  PutObjectTaggingCommand,
  type ReplicationRule,
  type ServerSideEncryption,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { bucketName, platform } from "./platform.ts";

const { s3, forebay } = await platform();
const PART_BYTES = 5 * 1024 ** 2;

let [role, untagging] = ["", ""];
beforeAll(async () => {
  const iam = new IAMClient(forebay.clientConfig);
  const trust = { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: trust });
  const create = async (RoleName: string, Action: readonly string[]): Promise<string> => {
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const Statement = { Effect: "Allow", Action, Resource: "*" };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));
    return Role?.Arn ?? "";
  };
  const writes = ["s3:GetObjectVersionForReplication", "s3:ReplicateObject", "s3:ReplicateDelete"];
  role = await create("replicates-all", [...writes, "s3:ReplicateTags"]);
  untagging = await create("replicates-no-tags", writes);
  iam.destroy();
});

async function versioned(more: { ObjectLockEnabledForBucket?: boolean; ObjectOwnership?: "ObjectWriter" } = {}) {
  const Bucket = bucketName();
  await s3.send(new CreateBucketCommand({ Bucket, ...more }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  return Bucket;
}
const configure = (from: string, to: string, more: Partial<ReplicationRule> = {}, Role = role) => {
  const rule: ReplicationRule = {
    Status: "Enabled",
    Priority: 1,
    Filter: {},
    DeleteMarkerReplication: { Status: "Enabled" },
    Destination: { Bucket: `arn:aws:s3:::${to}` },
    ...more,
  };
  const ReplicationConfiguration = { Role, Rules: [rule] };
  return s3.send(new PutBucketReplicationCommand({ Bucket: from, ReplicationConfiguration }));
};
const settled = (): Promise<void> => forebay.clock.advance(0);
const head = (Bucket: string, Key: string) => s3.send(new HeadObjectCommand({ Bucket, Key }));
const put = (Bucket: string, Key: string, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: "x", ...more }));
const tagsOf = async (Bucket: string, Key: string) =>
  (await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet;

describe("the first write", () => {
  const ways: (ServerSideEncryption | undefined)[] = [undefined, "AES256"];
  it.each(ways)("an object of parts stays one, encryption: %s", async (ServerSideEncryption) => {
    const [from, to] = [await versioned(), await versioned()];
    await configure(from, to);
    const address = { Bucket: from, Key: "parts" };
    const write = { ...address, ...(ServerSideEncryption && { ServerSideEncryption }) };
    const upload = new CreateMultipartUploadCommand({ ...write, ChecksumAlgorithm: "SHA256" });
    const { UploadId } = await s3.send(upload);
    const bodies = [Buffer.alloc(PART_BYTES, "one "), Buffer.alloc(1000, "two ")];
    const Parts = [];
    for (const [index, Body] of bodies.entries()) {
      const part = { ...address, UploadId, PartNumber: index + 1, Body, ChecksumAlgorithm: "SHA256" as const };
      const { ETag, ChecksumSHA256 } = await s3.send(new UploadPartCommand(part));
      Parts.push({ ETag, ChecksumSHA256, PartNumber: index + 1 });
    }
    await s3.send(new CompleteMultipartUploadCommand({ ...address, UploadId, MultipartUpload: { Parts } }));
    await settled();
    const attributes = (Bucket: string) =>
      s3.send(
        new GetObjectAttributesCommand({
          Bucket,
          Key: "parts",
          ObjectAttributes: ["ETag", "Checksum", "ObjectParts", "ObjectSize"],
        }),
      );
    const { $metadata: _, ...source } = await attributes(from);
    expect(source.ObjectParts?.TotalPartsCount).toBe(2);
    expect(await attributes(to)).toMatchObject(source);
    const read = async (PartNumber?: number) =>
      Buffer.from(
        (await (
          await s3.send(new GetObjectCommand({ Bucket: to, Key: "parts", PartNumber }))
        ).Body?.transformToByteArray()) ?? [],
      );
    expect((await read()).equals(Buffer.concat(bodies))).toBe(true);
    expect((await read(2)).equals(bodies[1] as Buffer)).toBe(true);
  });

  it("retention and legal hold come along where the destination locks objects", async () => {
    const lock = { ObjectLockEnabledForBucket: true };
    const [from, to] = [await versioned(lock), await versioned(lock)];
    await configure(from, to);
    const ObjectLockRetainUntilDate = new Date(Date.now() + 1000 * 86_400_000);
    ObjectLockRetainUntilDate.setUTCMilliseconds(0);
    const locked = {
      ObjectLockMode: "GOVERNANCE",
      ObjectLockRetainUntilDate,
      ObjectLockLegalHoldStatus: "ON",
    } as const;
    await put(from, "k", { ...locked, ChecksumAlgorithm: "CRC32" });
    await settled();
    expect(await head(to, "k")).toMatchObject({ ...locked, ReplicationStatus: "REPLICA" });
  });

  it("a delete marker has its source's version id, also below what was written later", async () => {
    const [from, to] = [await versioned(), await versioned()];
    await configure(from, to);
    await put(from, "k");
    await settled();
    const { VersionId } = await s3.send(new DeleteObjectCommand({ Bucket: from, Key: "k" }));
    await put(from, "k");
    await settled();
    const versionsOf = async (Bucket: string) => {
      const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      return [...Versions, ...DeleteMarkers].map(({ VersionId: id, IsLatest }) => [id, IsLatest]);
    };
    expect(await versionsOf(to)).toEqual(await versionsOf(from));
    expect((await versionsOf(to)).map(([id]) => id)).toContain(VersionId);
  });
});

describe("changes after the first write", () => {
  it("tags follow, and the status says so", async () => {
    const [from, to] = [await versioned(), await versioned()];
    await configure(from, to);
    await put(from, "k", { Tagging: "a=1" });
    await put(from, "other");
    await settled();
    const TagSet = [{ Key: "b", Value: "2" }];
    await s3.send(new PutObjectTaggingCommand({ Bucket: from, Key: "k", Tagging: { TagSet } }));
    await settled();
    expect(await tagsOf(to, "k")).toEqual(TagSet);
    expect((await head(from, "k")).ReplicationStatus).toBe("COMPLETED");
    expect((await head(to, "k")).ReplicationStatus).toBe("REPLICA");
    await s3.send(new DeleteObjectTaggingCommand({ Bucket: from, Key: "k" }));
    await settled();
    expect(await tagsOf(to, "k")).toEqual([]);
    await configure(from, to, {}, untagging);
    await s3.send(new PutObjectTaggingCommand({ Bucket: from, Key: "k", Tagging: { TagSet } }));
    await settled();
    expect((await head(from, "k")).ReplicationStatus).toBe("FAILED");
    expect(await tagsOf(to, "k")).toEqual([]);
  });

  it("changes of replicas go back where a rule asks for it, and not in circles", async () => {
    const [from, to] = [await versioned(), await versioned()];
    await configure(from, to);
    await configure(to, from);
    await put(from, "k");
    await settled();
    const tag = async (Value: string) => {
      const Tagging = { TagSet: [{ Key: "k", Value }] };
      await s3.send(new PutObjectTaggingCommand({ Bucket: to, Key: "k", Tagging }));
      await settled();
    };
    await tag("stays");
    expect(await tagsOf(from, "k")).toEqual([]);
    await configure(to, from, { SourceSelectionCriteria: { ReplicaModifications: { Status: "Enabled" } } });
    await tag("goes back");
    expect(await tagsOf(from, "k")).toEqual([{ Key: "k", Value: "goes back" }]);
    expect([(await head(from, "k")).ReplicationStatus, (await head(to, "k")).ReplicationStatus]).toEqual([
      "COMPLETED",
      "REPLICA",
    ]);
  });

  it("retention, legal hold and ACLs follow", async () => {
    const more = { ObjectLockEnabledForBucket: true, ObjectOwnership: "ObjectWriter" } as const;
    const [from, to] = [await versioned(more), await versioned(more)];
    await configure(from, to);
    await put(from, "k");
    await settled();
    const RetainUntilDate = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000 * 86_400_000);
    const address = { Bucket: from, Key: "k" };
    await s3.send(new PutObjectRetentionCommand({ ...address, Retention: { Mode: "GOVERNANCE", RetainUntilDate } }));
    await s3.send(new PutObjectLegalHoldCommand({ ...address, LegalHold: { Status: "ON" } }));
    await s3.send(new PutObjectAclCommand({ ...address, GrantRead: `id="${"a".repeat(64)}"` }));
    await settled();
    expect(await head(to, "k")).toMatchObject({
      ObjectLockMode: "GOVERNANCE",
      ObjectLockRetainUntilDate: RetainUntilDate,
      ObjectLockLegalHoldStatus: "ON",
    });
    const grantsOf = async (Bucket: string) => (await s3.send(new GetObjectAclCommand({ Bucket, Key: "k" }))).Grants;
    expect(await grantsOf(to)).toEqual(await grantsOf(from));
    expect(await grantsOf(to)).toEqual([expect.objectContaining({ Permission: "READ" })]);
  });
});
