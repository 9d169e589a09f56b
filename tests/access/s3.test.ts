// What the operations of S3 need. Documented in the Service Authorization Reference and in the operations' own pages.
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { account, lines, openServices, present, region, root, user } from "./services.ts";

const { call, needs } = openServices();
const needed = async (operation: string, input: object) => lines(await needs("s3", operation, input));
const Bucket = "lake";
const bucket = "arn:aws:s3:::lake";
const object = `${bucket}/raw/a.json`;
const Key = "raw/a.json";
const CreateBucketConfiguration = { LocationConstraint: region };
await call("s3", "CreateBucket", { Bucket, CreateBucketConfiguration });
const put = (key: string, Tagging?: string) =>
  call("s3", "PutObject", { Bucket, Key: key, Body: Readable.from([Buffer.from("{}")]), ContentLength: 2, Tagging });
await put(Key);
await put("tagged", "class=secret");

describe("S3: buckets", () => {
  const cases: [string, object, string][] = [
    ["DeleteBucket", {}, "DeleteBucket"],
    ["DeleteBucketTagging", {}, "PutBucketTagging"],
    ["GetBucketLocation", {}, "GetBucketLocation"],
    ["GetBucketTagging", {}, "GetBucketTagging"],
    ["GetBucketVersioning", {}, "GetBucketVersioning"],
    ["DeleteBucketPolicy", {}, "DeleteBucketPolicy"],
    ["GetBucketPolicy", {}, "GetBucketPolicy"],
    ["GetBucketPolicyStatus", {}, "GetBucketPolicyStatus"],
    ["PutBucketPolicy", { Policy: "{}" }, "PutBucketPolicy"],
    ["DeletePublicAccessBlock", {}, "PutBucketPublicAccessBlock"],
    ["GetPublicAccessBlock", {}, "GetBucketPublicAccessBlock"],
    ["PutPublicAccessBlock", {}, "PutBucketPublicAccessBlock"],
    ["GetBucketAcl", {}, "GetBucketAcl"],
    ["PutBucketAcl", { ACL: "private" }, "PutBucketAcl"],
    ["PutBucketVersioning", {}, "PutBucketVersioning"],
    ["GetObjectLockConfiguration", {}, "GetBucketObjectLockConfiguration"],
    ["PutObjectLockConfiguration", {}, "PutBucketObjectLockConfiguration"],
    ["GetBucketLifecycleConfiguration", {}, "GetLifecycleConfiguration"],
    ["PutBucketLifecycleConfiguration", {}, "PutLifecycleConfiguration"],
    ["DeleteBucketLifecycle", {}, "PutLifecycleConfiguration"],
    ["GetBucketCors", {}, "GetBucketCORS"],
    ["PutBucketCors", {}, "PutBucketCORS"],
    ["DeleteBucketCors", {}, "PutBucketCORS"],
    ["GetBucketWebsite", {}, "GetBucketWebsite"],
    ["PutBucketWebsite", {}, "PutBucketWebsite"],
    ["DeleteBucketWebsite", {}, "DeleteBucketWebsite"],
    ["GetBucketEncryption", {}, "GetEncryptionConfiguration"],
    ["PutBucketEncryption", {}, "PutEncryptionConfiguration"],
    ["DeleteBucketEncryption", {}, "PutEncryptionConfiguration"],
    ["GetBucketOwnershipControls", {}, "GetBucketOwnershipControls"],
    ["PutBucketOwnershipControls", {}, "PutBucketOwnershipControls"],
    ["DeleteBucketOwnershipControls", {}, "PutBucketOwnershipControls"],
    ["GetBucketReplication", {}, "GetReplicationConfiguration"],
    ["PutBucketReplication", {}, "PutReplicationConfiguration"],
    ["DeleteBucketReplication", {}, "PutReplicationConfiguration"],
    ["GetBucketRequestPayment", {}, "GetBucketRequestPayment"],
    ["PutBucketRequestPayment", {}, "PutBucketRequestPayment"],
    ["GetBucketAccelerateConfiguration", {}, "GetAccelerateConfiguration"],
    ["PutBucketAccelerateConfiguration", {}, "PutAccelerateConfiguration"],
    ["GetBucketLogging", {}, "GetBucketLogging"],
    ["PutBucketLogging", {}, "PutBucketLogging"],
    ["GetBucketNotificationConfiguration", {}, "GetBucketNotification"],
    ["PutBucketNotificationConfiguration", {}, "PutBucketNotification"],
    ...["Analytics", "Inventory", "Metrics", "IntelligentTiering"].flatMap((kind): [string, object, string][] => [
      [`GetBucket${kind}Configuration`, {}, `Get${kind}Configuration`],
      [`ListBucket${kind}Configurations`, {}, `Get${kind}Configuration`],
      [`PutBucket${kind}Configuration`, {}, `Put${kind}Configuration`],
      [`DeleteBucket${kind}Configuration`, {}, `Put${kind}Configuration`],
    ]),
    ["HeadBucket", {}, "ListBucket"],
    ["ListMultipartUploads", {}, "ListBucketMultipartUploads"],
    ["ListObjectVersions", {}, "ListBucketVersions"],
    ["ListObjects", {}, "ListBucket"],
    ["ListObjectsV2", {}, "ListBucket"],
    ["PutBucketTagging", { Tagging: { TagSet: [] } }, "PutBucketTagging"],
  ];
  it.each(cases)("%s: on the bucket", async (operation, input, action) => {
    expect(await needed(operation, { Bucket, ...input })).toEqual([`s3:${action} ${bucket}`]);
  });

  it("ListBuckets: on nothing", async () => {
    expect(await needed("ListBuckets", {})).toEqual(["s3:ListAllMyBuckets *"]);
  });

  it.each(["ListObjects", "ListObjectsV2", "ListObjectVersions"])("%s: the listing's parameters", async (operation) => {
    const [need] = await needs("s3", operation, { Bucket, Prefix: "raw/", Delimiter: "/", MaxKeys: 10 });
    expect(need && present(need)).toEqual({
      "s3:ResourceAccount": account,
      "s3:prefix": "raw/",
      "s3:delimiter": "/",
      "s3:max-keys": "10",
    });
    const [bare] = await needs("s3", operation, { Bucket });
    expect(bare && present(bare)).toEqual({ "s3:ResourceAccount": account });
  });

  it("CreateBucket: what else the request sets", async () => {
    const all = await needs("s3", "CreateBucket", {
      Bucket: "new",
      ACL: "private",
      ObjectOwnership: "BucketOwnerEnforced",
      ObjectLockEnabledForBucket: true,
      CreateBucketConfiguration: { ...CreateBucketConfiguration, Tags: [{ Key: "team", Value: "lake" }] },
    });
    expect(lines(all)).toEqual(
      [
        "CreateBucket",
        "PutBucketAcl",
        "PutBucketObjectLockConfiguration",
        "PutBucketVersioning",
        "PutBucketOwnershipControls",
        "TagResource",
      ].map((action) => `s3:${action} arn:aws:s3:::new`),
    );
    expect(all[0] && present(all[0])).toEqual({
      "s3:ResourceAccount": account,
      "s3:x-amz-acl": "private",
      "s3:locationconstraint": region,
      "s3:x-amz-object-ownership": "BucketOwnerEnforced",
    });
    expect(all[0]?.requestTags).toEqual({ team: "lake" });
    expect(await needed("CreateBucket", { Bucket: "new" })).toEqual(["s3:CreateBucket arn:aws:s3:::new"]);
  });

  it("the owner's account is the resource's; a bucket that is not there is told to everyone", async () => {
    const stranger = { ...user, account: "999988887777", arn: "arn:aws:iam::999988887777:user/eve" };
    const [need] = await needs("s3", "GetObject", { Bucket, Key }, stranger);
    expect(need?.resourceAccount).toBe(account);
    await expect(needs("s3", "GetObject", { Bucket: "absent", Key }, stranger)).rejects.toMatchObject({
      name: "NoSuchBucket",
    });
  });
});

describe("S3: objects", () => {
  const cases: [string, object, string[]][] = [
    ["AbortMultipartUpload", { UploadId: "u" }, ["AbortMultipartUpload"]],
    ["CompleteMultipartUpload", { UploadId: "u" }, ["PutObject"]],
    ["CreateMultipartUpload", {}, ["PutObject"]],
    ["CreateMultipartUpload", { Tagging: "a=1", ACL: "private" }, ["PutObject", "PutObjectAcl", "PutObjectTagging"]],
    ["DeleteObject", {}, ["DeleteObject"]],
    ["DeleteObject", { VersionId: "v" }, ["DeleteObjectVersion"]],
    ["DeleteObject", { BypassGovernanceRetention: true }, ["DeleteObject", "BypassGovernanceRetention"]],
    ["DeleteObjectTagging", {}, ["DeleteObjectTagging"]],
    ["DeleteObjectTagging", { VersionId: "v" }, ["DeleteObjectVersionTagging"]],
    ["GetObject", {}, ["GetObject"]],
    ["GetObject", { VersionId: "null" }, ["GetObjectVersion"]],
    ["GetObjectAttributes", { ObjectAttributes: [] }, ["GetObject", "GetObjectAttributes"]],
    [
      "GetObjectAttributes",
      { ObjectAttributes: [], VersionId: "null" },
      ["GetObjectVersion", "GetObjectVersionAttributes"],
    ],
    ["GetObjectTagging", {}, ["GetObjectTagging"]],
    ["GetObjectTagging", { VersionId: "v" }, ["GetObjectVersionTagging"]],
    ["GetObjectAcl", {}, ["GetObjectAcl"]],
    ["GetObjectAcl", { VersionId: "null" }, ["GetObjectVersionAcl"]],
    ["PutObjectAcl", { ACL: "private" }, ["PutObjectAcl"]],
    ["PutObjectAcl", { ACL: "private", VersionId: "v" }, ["PutObjectVersionAcl"]],
    ["GetObjectLegalHold", { VersionId: "v" }, ["GetObjectLegalHold"]],
    ["GetObjectRetention", {}, ["GetObjectRetention"]],
    ["PutObjectLegalHold", { LegalHold: { Status: "ON" } }, ["PutObjectLegalHold"]],
    ["PutObjectRetention", {}, ["PutObjectRetention"]],
    ["PutObjectRetention", { BypassGovernanceRetention: true }, ["PutObjectRetention", "BypassGovernanceRetention"]],
    ["RestoreObject", {}, ["RestoreObject"]],
    ["HeadObject", {}, ["GetObject"]],
    ["ListParts", { UploadId: "u" }, ["ListMultipartUploadParts"]],
    ["PutObject", {}, ["PutObject"]],
    ["PutObject", { Tagging: "a=1" }, ["PutObject", "PutObjectTagging"]],
    ["PutObject", { ACL: "bucket-owner-full-control" }, ["PutObject", "PutObjectAcl"]],
    ["PutObject", { ObjectLockMode: "GOVERNANCE" }, ["PutObject", "PutObjectRetention"]],
    ["PutObject", { ObjectLockLegalHoldStatus: "ON" }, ["PutObject", "PutObjectLegalHold"]],
    ["PutObjectTagging", { Tagging: { TagSet: [] } }, ["PutObjectTagging"]],
    ["PutObjectTagging", { Tagging: { TagSet: [] }, VersionId: "v" }, ["PutObjectVersionTagging"]],
    ["UploadPart", { UploadId: "u", PartNumber: 1 }, ["PutObject"]],
  ];
  it.each(cases)("%s: on the object (%j)", async (operation, input, actions) => {
    expect(await needed(operation, { Bucket, Key, ...input })).toEqual(
      actions.map((action) => `s3:${action} ${object}`),
    );
  });

  it.each(["GetObject", "HeadObject"])("%s: that an object is missing is told to whom may list", async (operation) => {
    expect(await needed(operation, { Bucket, Key: "absent" })).toEqual([
      `s3:GetObject ${bucket}/absent`,
      `s3:ListBucket ${bucket}`,
    ]);
  });

  it.each(["GetObject", "HeadObject", "GetObjectTagging"])("%s: keys that are too long", async (operation) => {
    await expect(needs("s3", operation, { Bucket, Key: "x".repeat(6_000) })).rejects.toMatchObject({
      name: "KeyTooLongError",
    });
  });

  it("DeleteObjects: each key by itself", async () => {
    const Objects = [{ Key: "a" }, { Key: "b", VersionId: "v" }];
    const all = await needs("s3", "DeleteObjects", { Bucket, Delete: { Objects } });
    expect(lines(all)).toEqual([`s3:DeleteObject ${bucket}/a`, `s3:DeleteObjectVersion ${bucket}/b`]);
    expect(all.map(({ item }) => item)).toEqual([0, 1]);
    expect(all[1]?.context?.["s3:versionid"]).toBe("v");
  });

  it("PutObject: what the request says of the object", async () => {
    const [need] = await needs("s3", "PutObject", {
      Bucket,
      Key,
      ACL: "private",
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: "alias/k",
      StorageClass: "STANDARD_IA",
      Tagging: "class=public&team=lake",
      IfNoneMatch: "*",
    });
    expect(need && present(need)).toEqual({
      "s3:ResourceAccount": account,
      "s3:ObjectCreationOperation": "true",
      "s3:RequestObjectTag/class": "public",
      "s3:RequestObjectTag/team": "lake",
      "s3:RequestObjectTagKeys": ["class", "team"],
      "s3:if-none-match": "*",
      "s3:x-amz-acl": "private",
      "s3:x-amz-server-side-encryption": "aws:kms",
      "s3:x-amz-server-side-encryption-aws-kms-key-id": "alias/k",
      "s3:x-amz-storage-class": "STANDARD_IA",
    });
    const [part] = await needs("s3", "UploadPart", { Bucket, Key, UploadId: "u", PartNumber: 1 });
    expect(part?.context?.["s3:ObjectCreationOperation"]).toBe("false");
  });

  it("the tags that an object has, except for the owner's root without a bucket policy", async () => {
    for (const operation of ["GetObject", "HeadObject", "GetObjectTagging", "DeleteObjectTagging"]) {
      const [need] = await needs("s3", operation, { Bucket, Key: "tagged" });
      expect(need?.context?.["s3:ExistingObjectTag/class"]).toBe("secret");
    }
    const [need] = await needs("s3", "GetObject", { Bucket, Key: "tagged" }, root);
    expect(need && present(need)).toEqual({ "s3:ResourceAccount": account });
    const Tagging = { TagSet: [{ Key: "class", Value: "public" }] };
    const [tagging] = await needs("s3", "PutObjectTagging", { Bucket, Key: "tagged", Tagging });
    expect(tagging && present(tagging)).toEqual({
      "s3:ResourceAccount": account,
      "s3:ExistingObjectTag/class": "secret",
      "s3:RequestObjectTag/class": "public",
      "s3:RequestObjectTagKeys": ["class"],
    });
  });

  it("CopyObject: reads the source and writes the destination, with tags when it has some", async () => {
    const copy = (CopySource: string, more: object = {}) =>
      needs("s3", "CopyObject", { Bucket, Key: "copy", CopySource, ...more });
    const plain = await copy(`${Bucket}/${Key}`, { MetadataDirective: "REPLACE" });
    expect(lines(plain)).toEqual([`s3:GetObject ${object}`, `s3:PutObject ${bucket}/copy`]);
    expect(plain[1]?.context).toMatchObject({
      "s3:x-amz-copy-source": `${Bucket}/${Key}`,
      "s3:x-amz-metadata-directive": "REPLACE",
    });
    expect(lines(await copy(`${Bucket}/tagged`))).toEqual([
      `s3:GetObject ${bucket}/tagged`,
      `s3:GetObjectTagging ${bucket}/tagged`,
      `s3:PutObject ${bucket}/copy`,
      `s3:PutObjectTagging ${bucket}/copy`,
    ]);
    expect(lines(await copy(`${Bucket}/tagged`, { TaggingDirective: "REPLACE" }))).toEqual([
      `s3:GetObject ${bucket}/tagged`,
      `s3:PutObject ${bucket}/copy`,
    ]);
    expect(lines(await copy(`${Bucket}/${Key}?versionId=null`))[0]).toBe(`s3:GetObjectVersion ${object}`);
  });

  it("UploadPartCopy: reads the source, writes the destination", async () => {
    const input = { Bucket, Key: "copy", CopySource: `${Bucket}/tagged`, UploadId: "u", PartNumber: 1 };
    expect(await needed("UploadPartCopy", input)).toEqual([
      `s3:GetObject ${bucket}/tagged`,
      `s3:PutObject ${bucket}/copy`,
    ]);
  });
});
