// Who owns what is written into another account's bucket, through the AWS SDK. Documented in "Controlling ownership of objects".
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeletePublicAccessBlockCommand,
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  type ObjectOwnership,
  PutBucketOwnershipControlsCommand,
  PutBucketAclCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { bucketName, failure, platform } from "./platform.ts";

const { s3, client } = await platform();
const writer = client({ credentials: { accessKeyId: "111111111111", secretAccessKey: "test" } });
const idOf = async (of: typeof s3): Promise<string | undefined> => (await of.send(new ListBucketsCommand())).Owner?.ID;
const ours = await idOf(s3);
const theirs = await idOf(writer);
const DENIED = failure(403, "AccessDenied");

/** A bucket into which everyone may write. */
async function open(ObjectOwnership: ObjectOwnership): Promise<string> {
  const Bucket = bucketName();
  await s3.send(new CreateBucketCommand({ Bucket, ObjectOwnership }));
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await s3.send(new PutBucketAclCommand({ Bucket, ACL: "public-read-write" }));
  return Bucket;
}

describe("objects in the bucket of another account", () => {
  it("ObjectWriter: they are the writer's, and the bucket's owner sees and deletes but does not read them", async () => {
    const Bucket = await open("ObjectWriter");
    await writer.send(new PutObjectCommand({ Bucket, Key: "k", Body: "theirs" }));
    const at = { Bucket, Key: "k" };
    const { Owner, Grants } = await writer.send(new GetObjectAclCommand(at));
    expect([Owner?.ID, Grants]).toEqual([
      theirs,
      [{ Grantee: { Type: "CanonicalUser", ID: theirs }, Permission: "FULL_CONTROL" }],
    ]);
    expect(await (await writer.send(new GetObjectCommand(at))).Body?.transformToString()).toBe("theirs");
    await expect(s3.send(new GetObjectCommand(at))).rejects.toEqual(DENIED);
    await expect(s3.send(new GetObjectAclCommand(at))).rejects.toEqual(DENIED);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, FetchOwner: true }));
    expect(Contents?.map((entry) => entry.Owner?.ID)).toEqual([theirs]);
    await s3.send(new DeleteObjectCommand(at));
  });

  it("canned ACLs let the bucket's owner read, or all", async () => {
    const Bucket = await open("ObjectWriter");
    for (const [ACL, Permission] of [
      ["bucket-owner-read", "READ"],
      ["bucket-owner-full-control", "FULL_CONTROL"],
    ] as const) {
      await writer.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x", ACL }));
      const { Grants } = await writer.send(new GetObjectAclCommand({ Bucket, Key: "k" }));
      expect(Grants?.[1]).toEqual({ Grantee: { Type: "CanonicalUser", ID: ours }, Permission });
      await s3.send(new GetObjectCommand({ Bucket, Key: "k" }));
    }
  });

  it("BucketOwnerPreferred: the bucket's owner gets what is given away; BucketOwnerEnforced: everything", async () => {
    const Bucket = await open("BucketOwnerPreferred");
    const owner = async (Key: string): Promise<string | undefined> =>
      (await s3.send(new GetObjectAclCommand({ Bucket, Key }))).Owner?.ID;
    await writer.send(new PutObjectCommand({ Bucket, Key: "kept", Body: "x" }));
    await writer.send(new PutObjectCommand({ Bucket, Key: "given", Body: "x", ACL: "bucket-owner-full-control" }));
    await expect(owner("kept")).rejects.toEqual(DENIED);
    expect(await owner("given")).toBe(ours);
    await s3.send(new PutBucketAclCommand({ Bucket, ACL: "private" }));
    const OwnershipControls = { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" as const }] };
    await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
    expect(await owner("kept")).toBe(ours);
  });
});

describe("multipart uploads into the bucket of another account", () => {
  it("who began one owns the object, lists its parts and may abort it", async () => {
    const Bucket = await open("ObjectWriter");
    const at = { Bucket, Key: "k" };
    const begin = async (): Promise<string | undefined> =>
      (await writer.send(new CreateMultipartUploadCommand(at))).UploadId;
    const UploadId = await begin();
    const { ETag } = await writer.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: "x" }));
    const listed = await writer.send(new ListPartsCommand({ ...at, UploadId }));
    expect([listed.Owner?.ID, listed.Initiator]).toEqual([theirs, { ID: theirs }]);
    const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads?.map((upload) => upload.Owner?.ID)).toEqual([theirs]);
    const Parts = [{ ETag, PartNumber: 1 }];
    await writer.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
    expect((await writer.send(new GetObjectAclCommand(at))).Owner?.ID).toBe(theirs);
    await writer.send(new AbortMultipartUploadCommand({ ...at, UploadId: await begin() }));
    const third = client({ credentials: { accessKeyId: "222222222222", secretAccessKey: "test" } });
    const abort = new AbortMultipartUploadCommand({ ...at, UploadId: await begin() });
    await expect(third.send(abort)).rejects.toEqual(DENIED);
  });
});
