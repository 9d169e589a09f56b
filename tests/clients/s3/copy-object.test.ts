// CopyObject through the AWS SDK. Recorded unless said otherwise.
import { createHash } from "node:crypto";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  type CopyObjectCommandInput,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
const source = {
  ContentType: "text/plain",
  CacheControl: "no-store",
  Metadata: { kept: "yes" },
  StorageClass: "STANDARD_IA",
} as const;
const copy = (Key: string, input: Partial<CopyObjectCommandInput> = {}) =>
  s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/source`, ...input }));
const head = (Key: string) => s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));

beforeAll(async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: "source", Body: "data", Tagging: "colour=blue", ...source }));
});

describe("CopyObject", () => {
  it("CopyObject: bytes, headers, metadata, tags and checksum go along, the storage class does not", async () => {
    const { CopyObjectResult } = await copy("copied");
    expect(CopyObjectResult).toEqual({
      ETag: '"8d777f385d3dfec8815d20f7496026dc"',
      ChecksumCRC32: "rfPzYw==",
      ChecksumType: "FULL_OBJECT",
      LastModified: expect.any(Date),
    });
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "copied" }));
    expect(await got.Body?.transformToString()).toBe("data");
    expect(got).toMatchObject({ ContentType: "text/plain", CacheControl: "no-store", Metadata: { kept: "yes" } });
    expect(got.StorageClass).toBeUndefined();
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "copied" }));
    expect(TagSet).toEqual([{ Key: "colour", Value: "blue" }]);
  });

  it("CopyObject: REPLACE takes metadata and tags from the request", async () => {
    await copy("replaced", {
      MetadataDirective: "REPLACE",
      TaggingDirective: "REPLACE",
      Metadata: { new: "1" },
      ContentType: "text/csv",
      Tagging: "shape=round",
    });
    const replaced = await head("replaced");
    expect(replaced).toMatchObject({ ContentType: "text/csv", Metadata: { new: "1" } });
    expect(replaced.CacheControl).toBeUndefined();
    const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "replaced" }));
    expect(TagSet).toEqual([{ Key: "shape", Value: "round" }]);
  });

  it("CopyObject: the copy outlives its source", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "short-lived", Body: "first" }));
    await copy("survivor", { CopySource: `${Bucket}/short-lived` });
    await s3.send(new PutObjectCommand({ Bucket, Key: "short-lived", Body: "second" }));
    await forebay.clock.advance(3_600_000);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "survivor" }));
    expect(await got.Body?.transformToString()).toBe("first");
  });

  it("CopyObject: onto itself only with a change", async () => {
    await expect(copy("source")).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message:
          "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
      }),
    );
    await copy("source", { StorageClass: "STANDARD_IA" });
    await copy("source", { MetadataDirective: "REPLACE", ...source });
    expect((await head("source")).Metadata).toEqual({ kept: "yes" });
  });

  it("CopyObject: another checksum on demand", async () => {
    const { CopyObjectResult } = await copy("sha256", { ChecksumAlgorithm: "SHA256" });
    const ChecksumSHA256 = createHash("sha256").update("data").digest("base64");
    expect(CopyObjectResult).toMatchObject({ ChecksumSHA256, ChecksumType: "FULL_OBJECT" });
    expect((await head("sha256")).ChecksumSHA256).toBe(ChecksumSHA256);
  });

  it("CopyObject: of a multipart object is a plain one", async () => {
    const Key = "multipart";
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const Body = "test content 123";
    const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body }));
    const Parts = [{ PartNumber: 1, ETag }];
    const whole = await s3.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    );
    expect(whole.ETag).toMatch(/-1"$/);
    const { CopyObjectResult } = await copy("from-multipart", { CopySource: `${Bucket}/${Key}` });
    expect(CopyObjectResult).toMatchObject({ ETag, ChecksumCRC64NVME: whole.ChecksumCRC64NVME });
  });

  it("CopyObject: keys that need encoding", async () => {
    const Key = "a b+c/\u{1f600}?#%.txt";
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "odd" }));
    await copy("odd", { CopySource: `${Bucket}/${encodeURIComponent(Key)}` });
    expect((await head("odd")).ContentLength).toBe(3);
  });

  it("CopyObject: sources that are not there or malformed", async () => {
    await expect(copy("x", { CopySource: `${Bucket}/missing` })).rejects.toEqual(
      failure(404, "NoSuchKey", { Key: "missing" }),
    );
    await expect(copy("x", { CopySource: "no-such-bucket-here/k" })).rejects.toEqual(failure(404, "NoSuchBucket"));
    await expect(copy("x", { CopySource: "wrongformat" })).rejects.toEqual(
      failure(400, "InvalidArgument", { message: "Invalid copy source object key" }),
    );
  });

  it("CopyObject: conditions on the source", async () => {
    const etag = '"8d777f385d3dfec8815d20f7496026dc"';
    const past = new Date(Date.UTC(2020, 0, 1));
    for (const [conditions, Condition] of [
      [{ CopySourceIfMatch: "other" }, "x-amz-copy-source-If-Match"],
      [{ CopySourceIfUnmodifiedSince: past }, "x-amz-copy-source-If-Unmodified-Since"],
      [{ CopySourceIfNoneMatch: etag }, "x-amz-copy-source-If-None-Match"],
    ] as const)
      await expect(copy("x", conditions)).rejects.toEqual(failure(412, "PreconditionFailed", { Condition }));
    await copy("x", { CopySourceIfMatch: etag, CopySourceIfUnmodifiedSince: past, CopySourceIfModifiedSince: past });
  });

  it("CopyObject: conditions on the destination", async () => {
    await copy("destination", { IfNoneMatch: "*" });
    await expect(copy("destination", { IfNoneMatch: "*" })).rejects.toEqual(
      failure(412, "PreconditionFailed", { Condition: "If-None-Match" }),
    );
    await expect(copy("absent", { IfMatch: "etag" })).rejects.toEqual(failure(404, "NoSuchKey", { Key: "absent" }));
  });
});
