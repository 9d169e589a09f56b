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
import { CreateAccessPointCommand, TagResourceCommand } from "@aws-sdk/client-s3-control";
import { describe, expect, it } from "vitest";
import { send, signed } from "../../gateway/raw-client.ts";
import { failure, platform } from "../s3/platform.ts";
import { allow, newUser } from "../user.ts";
import { ACCOUNT, clientsOf } from "./clients.ts";

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
