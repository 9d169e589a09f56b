// Where access points must not lead, and names that only look like theirs.
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetObjectAclCommand,
  ListBucketsCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketAbacCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import {
  CreateAccessPointCommand,
  DeletePublicAccessBlockCommand as DeletePublicAccessBlock,
  PutAccessPointPolicyCommand,
  PutPublicAccessBlockCommand,
  TagResourceCommand,
} from "@aws-sdk/client-s3-control";
import { describe, expect, it } from "vitest";
import { send, signed } from "../../gateway/raw-client.ts";
import { failure, platform } from "../s3/platform.ts";
import { allow, newUser } from "../user.ts";
import { ACCOUNT, clientsOf, OTHER } from "./clients.ts";

const { forebay, s3, bucket } = await platform();
const { controlAt } = clientsOf(forebay);
const control = controlAt("localhost");
const AccountId = ACCOUNT;
const OPEN = { BlockPublicAcls: false };

const pointOn = (Bucket: string, Name: string, PublicAccessBlockConfiguration: object = OPEN) =>
  control.send(new CreateAccessPointCommand({ AccountId, Name, Bucket, PublicAccessBlockConfiguration }));

describe("access points", () => {
  it("CreateBucket: makes the bucket of that name, whatever access points are called", async () => {
    const { Alias } = await pointOn(await bucket(), "logs");
    const Bucket = `logs-${ACCOUNT}`;
    await s3.send(new CreateBucketCommand({ Bucket }));
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({ Prefix: Bucket }));
    expect(Buckets.map(({ Name }) => Name)).toEqual([Bucket]);
    const taken = failure(400, "InvalidBucketName");
    await expect(s3.send(new CreateBucketCommand({ Bucket: Alias }))).rejects.toEqual(taken);
    await expect(s3.send(new CreateBucketCommand({ Bucket: "none-s3alias" }))).rejects.toEqual(taken);
  });

  it("CreateAccessPoint: on a bucket, and not through another access point", async () => {
    const { Alias = "" } = await pointOn(await bucket(), "first");
    const refused = expect.objectContaining({
      name: "InvalidRequest",
      message: "Amazon S3 AccessPoint can only be created for existing bucket",
    });
    for (const name of [Alias, `first-${ACCOUNT}`]) await expect(pointOn(name, "second")).rejects.toEqual(refused);
  });

  it("names that none can have are not there", async () => {
    const arn = "arn:aws:s3:us-east-1:000000000000:accesspoint%2F";
    const long = "a".repeat(5_000);
    const names = [`${long}-s3alias`, `${long}-${ACCOUNT}`, `${arn}${long}`, `${arn}%00`, `a%00b-${ACCOUNT}`, "arn:"];
    for (const name of names) {
      const request = { method: "GET", path: `/${name}/k` };
      const { status } = await send(forebay.endpoint, await signed(forebay.endpoint, request, { service: "s3" }));
      expect([name.slice(0, 60), status]).toEqual([name.slice(0, 60), 404]);
    }
  });

  it("BlockPublicAcls of the access point alone: no public ACL through it (documented)", async () => {
    const Bucket = await bucket();
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const Rules = [{ ObjectOwnership: "ObjectWriter" as const }];
    await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls: { Rules } }));
    const { Alias } = await pointOn(Bucket, "closed", { BlockPublicAcls: true });
    const object = { Bucket: Alias, Key: "k" };
    await s3.send(new PutObjectCommand({ ...object, Body: "v", ACL: "private" }));
    const denied = failure(403, "AccessDenied", { message: expect.stringContaining("BlockPublicAcls") });
    await expect(s3.send(new PutObjectCommand({ ...object, Body: "v", ACL: "public-read" }))).rejects.toEqual(denied);
    await expect(s3.send(new PutObjectAclCommand({ ...object, ACL: "public-read" }))).rejects.toEqual(denied);
    expect((await s3.send(new GetObjectAclCommand(object))).Grants).toHaveLength(1);
    await s3.send(new PutObjectAclCommand({ Bucket, Key: "k", ACL: "public-read" }));
  });
});

describe("access points of another account", () => {
  it("its block of public access holds for them, too (documented for the access point's account)", async () => {
    const Bucket = await bucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v" }));
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const theirs = controlAt("localhost", { credentials: OTHER });
    const at = { AccountId: OTHER.accessKeyId, Name: "theirs" };
    const PublicAccessBlockConfiguration = { BlockPublicPolicy: false };
    const { Alias = "", AccessPointArn } = await theirs.send(
      new CreateAccessPointCommand({ ...at, Bucket, BucketAccountId: ACCOUNT, PublicAccessBlockConfiguration }),
    );
    const open = { Effect: "Allow", Principal: "*", Action: "s3:GetObject" };
    const policy = (more: object): string => JSON.stringify({ Version: "2012-10-17", Statement: { ...open, ...more } });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy({ Resource: `arn:aws:s3:::${Bucket}/*` }) }));
    const Policy = policy({ Resource: `${AccessPointArn}/object/*` });
    await theirs.send(new PutAccessPointPolicyCommand({ ...at, Policy }));
    const read = async () => (await fetch(`${forebay.endpoint}/${Alias}/k`)).status;
    expect(await read()).toBe(200);
    const block = { AccountId: OTHER.accessKeyId, PublicAccessBlockConfiguration: { RestrictPublicBuckets: true } };
    await theirs.send(new PutPublicAccessBlockCommand(block));
    expect(await read()).toBe(403);
    await theirs.send(new DeletePublicAccessBlock(block));
  });
});

describe("tags of buckets through S3 Control", () => {
  const tag = (Bucket: string, by = control) => {
    const ResourceArn = `arn:aws:s3:::${Bucket}`;
    return by.send(new TagResourceCommand({ AccountId, ResourceArn, Tags: [{ Key: "a", Value: "b" }] }));
  };

  it("TagResource: the bucket's policy may deny it", async () => {
    const Bucket = await bucket();
    await tag(Bucket);
    const Statement = { Effect: "Deny", Principal: "*", Action: "s3:TagResource", Resource: `arn:aws:s3:::${Bucket}` };
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement }) }));
    await expect(tag(Bucket)).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("TagResource: tags that count in policies count here, too", async () => {
    const Bucket = await bucket();
    const TagSet = [{ Key: "locked", Value: "yes" }];
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    await s3.send(new PutBucketAbacCommand({ Bucket, AbacStatus: { Status: "Enabled" } }));
    const Condition = { StringEquals: { "aws:ResourceTag/locked": "yes" } };
    const { config } = await newUser(forebay, [
      allow("s3:*", "*"),
      { ...allow("s3:*", "*"), Effect: "Deny", Condition },
    ]);
    const by = controlAt("localhost", { credentials: config.credentials });
    await expect(tag(Bucket, by)).rejects.toMatchObject({ name: "AccessDenied" });
  });
});
