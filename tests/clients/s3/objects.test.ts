// PutObject, GetObject, HeadObject, DeleteObject through the AWS SDK.
import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, client, bucket } = await platform();
const Bucket = await bucket();
const textOf = async (Key: string): Promise<string | undefined> =>
  (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

describe("PutObject and GetObject", () => {
  it("GetObject: what PutObject put, with its entity tag and defaults (recorded)", async () => {
    const put = await s3.send(new PutObjectCommand({ Bucket, Key: "plain", Body: "test-checksum" }));
    expect(put).toMatchObject({ ETag: '"f2081dd61dfa700a0fd5e29b9c3cc23d"', ChecksumCRC32: "lVk/nw==" });
    expect(put.ChecksumType).toBe("FULL_OBJECT");
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "plain" }));
    expect(await got.Body?.transformToString()).toBe("test-checksum");
    expect(got).toMatchObject({
      AcceptRanges: "bytes",
      ContentLength: 13,
      ContentType: "application/octet-stream",
      ETag: '"f2081dd61dfa700a0fd5e29b9c3cc23d"',
      Metadata: {},
    });
    expect(Math.abs((got.LastModified?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(got).not.toHaveProperty("StorageClass");
    expect(got).not.toHaveProperty("ContentRange");
  });

  it("PutObject: empty objects", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "empty" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "empty/", Body: "" }));
    for (const Key of ["empty", "empty/"]) {
      expect(await textOf(Key)).toBe("");
      expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
        ContentLength: 0,
        ETag: '"d41d8cd98f00b204e9800998ecf8427e"',
      });
    }
  });

  it.each([
    "a/../b",
    "../up",
    "..",
    "./here",
    "a//b",
    "/leading",
    "//",
    "trailing/",
    "with space",
    "plus+sign",
    "percent%20sign",
    "file%2Fname",
    "question?mark",
    "hash#sign",
    "amp&eq=semi;colon:at@",
    "quote'\"back\\slash",
    "<xml>&amp;",
    "unicode/ünïcödé/日本語/\u{1f600}",
    "tab\tand\nnewline",
    "é", // one code point
    "e\u0301", // two: another key
    "k".repeat(1024),
    "€".repeat(341),
  ])("PutObject: the key %j", async (Key) => {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: `body of ${Key}` }));
    expect(await textOf(Key)).toBe(`body of ${Key}`);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: Key }));
    expect(Contents?.map((one) => one.Key)).toContain(Key);
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(textOf(Key)).rejects.toEqual(failure(404, "NoSuchKey", { Key }));
  });

  it("PutObject: refuses longer keys (documented)", async () => {
    for (const Key of ["k".repeat(1025), "€".repeat(342)])
      await expect(s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }))).rejects.toEqual(
        failure(400, "KeyTooLongError", { MaxSizeAllowed: "1024" }),
      );
  });

  it("PutObject: streams of unknown kind, a byte at a time and in large chunks", async () => {
    const bytes = randomBytes(3_000_001);
    const Body = Readable.from([bytes.subarray(0, 1), bytes.subarray(1, 2), bytes.subarray(2)], { objectMode: false });
    const buffering = client({ requestStreamBufferSize: 64 * 1024 });
    await buffering.send(new PutObjectCommand({ Bucket, Key: "streamed", Body, ContentLength: bytes.length }));
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "streamed" }));
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    expect(got.ETag).toBe(`"${createHash("md5").update(bytes).digest("hex")}"`);
  });

  it("PutObject: replaces the object whole, also its metadata", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "replaced", Body: "one", Metadata: { a: "1" }, Tagging: "t=1" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "replaced", Body: "two!", ContentType: "text/plain" }));
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "replaced" }));
    expect(await got.Body?.transformToString()).toBe("two!");
    expect(got).toMatchObject({ Metadata: {}, ContentType: "text/plain", ContentLength: 4 });
    expect(got).not.toHaveProperty("TagCount");
  });

  it("GetObject: missing keys and buckets (recorded)", async () => {
    await expect(textOf("missing")).rejects.toEqual(
      failure(404, "NoSuchKey", { Key: "missing", message: "The specified key does not exist." }),
    );
    const gone = "no-such-bucket-here";
    await expect(s3.send(new GetObjectCommand({ Bucket: gone, Key: "k" }))).rejects.toEqual(
      failure(404, "NoSuchBucket", { BucketName: gone, message: "The specified bucket does not exist" }),
    );
    await expect(s3.send(new PutObjectCommand({ Bucket: gone, Key: "k", Body: "x" }))).rejects.toEqual(
      failure(404, "NoSuchBucket"),
    );
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "missing" }))).rejects.toEqual(failure(404, "NotFound"));
  });

  it("PutObject: two hundred writers of one key leave one of their bodies", async () => {
    const bodies = Array.from({ length: 200 }, (_, i) => `body ${i}`);
    await Promise.all(bodies.map((Body) => s3.send(new PutObjectCommand({ Bucket, Key: "contended", Body }))));
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "contended" }));
    const text = (await got.Body?.transformToString()) ?? "";
    expect(bodies).toContain(text);
    expect(got.ETag).toBe(`"${createHash("md5").update(text).digest("hex")}"`);
  });
});

describe("DeleteObject", () => {
  it("DeleteObject: 204 whether or not it exists; version ids are refused (recorded)", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "gone", Body: "x" }));
    for (let i = 0; i < 2; i++)
      expect((await s3.send(new DeleteObjectCommand({ Bucket, Key: "gone" }))).$metadata.httpStatusCode).toBe(204);
    await expect(
      s3.send(new DeleteObjectCommand({ Bucket, Key: "gone", VersionId: "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD" })),
    ).rejects.toEqual(failure(400, "InvalidArgument", { ArgumentName: "versionId" }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "gone", VersionId: "null" }));
  });
});
