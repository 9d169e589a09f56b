// Replication: objects written after the rules go to other buckets as the role given, and headers say how it went. Documented.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketReplicationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type ReplicationRule,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { bucketName, failure } from "./platform.ts";

const folder = await mkdtemp(join(tmpdir(), "forebay-replication-"));
let forebay: Forebay = await startForebay({ dataFolder: folder });
let s3 = new S3Client(forebay.clientConfig);
afterAll(async () => {
  s3.destroy();
  await forebay.close();
  await rm(folder, { recursive: true, force: true });
});

let [role, weakRole] = ["", ""];
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
  const source = ["s3:GetObjectVersionForReplication"];
  role = await create("replicates", [...source, "s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"]);
  weakRole = await create("writes", ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject", ...source]);
  iam.destroy();
});

async function versioned(LocationConstraint?: BucketLocationConstraint): Promise<string> {
  const Bucket = bucketName();
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      ...(LocationConstraint && { CreateBucketConfiguration: { LocationConstraint } }),
    }),
  );
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  return Bucket;
}

const rule = (destination: string, more: Partial<ReplicationRule> = {}): ReplicationRule => ({
  Status: "Enabled",
  Priority: 1,
  Filter: {},
  DeleteMarkerReplication: { Status: "Disabled" },
  Destination: { Bucket: `arn:aws:s3:::${destination}` },
  ...more,
});
const configure = (Bucket: string, Rules: ReplicationRule[], Role = role) =>
  s3.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration: { Role, Rules } }));
const settled = (): Promise<void> => forebay.clock.advance(0);
const head = (Bucket: string, Key: string) => s3.send(new HeadObjectCommand({ Bucket, Key }));

describe("replication", () => {
  it("copies bytes, metadata, tags and version ids into another region, and not what was there before", async () => {
    const [from, to] = [await versioned(), await versioned("eu-west-1")];
    await s3.send(new PutObjectCommand({ Bucket: from, Key: "before", Body: "old" }));
    await configure(from, [rule(to)]);
    const put = new PutObjectCommand({
      Bucket: from,
      Key: "a/b",
      Body: "new",
      ContentType: "text/css",
      Metadata: { who: "me" },
      Tagging: "k=v%20w",
    });
    const { VersionId } = await s3.send(put);
    await settled();
    expect((await head(from, "a/b")).ReplicationStatus).toBe("COMPLETED");
    const replica = await s3.send(new GetObjectCommand({ Bucket: to, Key: "a/b" }));
    expect(await replica.Body?.transformToString()).toBe("new");
    expect(replica).toMatchObject({
      VersionId,
      ReplicationStatus: "REPLICA",
      ContentType: "text/css",
      Metadata: { who: "me" },
    });
    expect(replica.LastModified).toEqual((await head(from, "a/b")).LastModified);
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket: to, Key: "a/b" }));
    expect(TagSet).toEqual([{ Key: "k", Value: "v w" }]);
    await expect(head(to, "before")).rejects.toEqual(failure(404, "NotFound"));
    expect((await head(from, "before")).ReplicationStatus).toBeUndefined();
  });

  it("follows filters, storage classes and several destinations", async () => {
    const [from, one, two] = [await versioned(), await versioned(), await versioned()];
    const Destination = { Bucket: `arn:aws:s3:::${two}`, StorageClass: "STANDARD_IA" } as const;
    await configure(from, [rule(one, { Filter: { Prefix: "logs/" } }), rule(two, { Priority: 2, Destination })]);
    for (const Key of ["logs/1", "other"]) await s3.send(new PutObjectCommand({ Bucket: from, Key, Body: Key }));
    await settled();
    expect((await head(one, "logs/1")).ReplicationStatus).toBe("REPLICA");
    await expect(head(one, "other")).rejects.toEqual(failure(404, "NotFound"));
    expect((await head(two, "other")).StorageClass).toBe("STANDARD_IA");
  });

  it("replicates delete markers where a rule says so, both ways without going in circles", async () => {
    const [from, to] = [await versioned(), await versioned()];
    const markers = { DeleteMarkerReplication: { Status: "Enabled" } } as const;
    await configure(from, [rule(to, markers)]);
    await configure(to, [rule(from, markers)]);
    await s3.send(new PutObjectCommand({ Bucket: from, Key: "x", Body: "1" }));
    await settled();
    await s3.send(new DeleteObjectCommand({ Bucket: from, Key: "x" }));
    await settled();
    for (const Bucket of [from, to]) {
      const { Versions, DeleteMarkers } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      expect([Versions?.length, DeleteMarkers?.length]).toEqual([1, 1]);
    }
    const other = await versioned();
    await configure(from, [rule(other)]);
    await s3.send(new PutObjectCommand({ Bucket: from, Key: "y", Body: "1" }));
    await settled();
    await s3.send(new DeleteObjectCommand({ Bucket: from, Key: "y" }));
    await settled();
    expect((await head(other, "y")).ReplicationStatus).toBe("REPLICA");
  });

  it("fails where the role may not replicate, and where the destination keeps no versions any more", async () => {
    const [from, to] = [await versioned(), await versioned()];
    await configure(from, [rule(to)], weakRole);
    await s3.send(new PutObjectCommand({ Bucket: from, Key: "denied", Body: "1" }));
    await settled();
    expect((await head(from, "denied")).ReplicationStatus).toBe("FAILED");
    await expect(head(to, "denied")).rejects.toEqual(failure(404, "NotFound"));
    await configure(from, [rule(to)]);
    await s3.send(new PutBucketVersioningCommand({ Bucket: to, VersioningConfiguration: { Status: "Suspended" } }));
    await s3.send(new PutObjectCommand({ Bucket: from, Key: "suspended", Body: "1" }));
    await settled();
    expect((await head(from, "suspended")).ReplicationStatus).toBe("FAILED");
  });

  it("goes on after a restart", async () => {
    const [from, to] = [await versioned(), await versioned()];
    await configure(from, [rule(to)]);
    const keys = Array.from({ length: 40 }, (_, at) => `key-${at}`);
    await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket: from, Key, Body: Key }))));
    s3.destroy();
    await forebay.close();
    forebay = await startForebay({ dataFolder: folder });
    s3 = new S3Client(forebay.clientConfig);
    await settled();
    for (const Key of keys) {
      expect((await head(from, Key)).ReplicationStatus).toBe("COMPLETED");
      expect((await head(to, Key)).ReplicationStatus).toBe("REPLICA");
    }
  });
});
