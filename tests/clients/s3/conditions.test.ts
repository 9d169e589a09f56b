// Conditional reads and writes through the AWS SDK. Recorded.
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
const Key = "object";
const etag = '"8d777f385d3dfec8815d20f7496026dc"';
const failed = (Condition: string) => failure(412, "PreconditionFailed", { Condition });
const put = (key: string, conditions: { IfMatch?: string; IfNoneMatch?: string } = {}, Body = "data") =>
  s3.send(new PutObjectCommand({ Bucket, Key: key, Body, ...conditions }));

describe("reads", () => {
  beforeAll(async () => {
    await put(Key);
    await forebay.clock.advance(10_000);
  });
  const now = () => new Date(forebay.clock.now());
  const yesterday = () => new Date(forebay.clock.now().getTime() - 86_400_000);
  const tomorrow = () => new Date(forebay.clock.now().getTime() + 86_400_000);

  it("GetObject: If-Match first, then If-Unmodified-Since, If-None-Match, If-Modified-Since", async () => {
    const all = { IfMatch: "other", IfUnmodifiedSince: yesterday(), IfNoneMatch: etag, IfModifiedSince: now() };
    const get = (conditions: object) => s3.send(new GetObjectCommand({ Bucket, Key, ...conditions }));
    await expect(get(all)).rejects.toEqual(failed("If-Match"));
    await expect(get({ ...all, IfMatch: undefined })).rejects.toEqual(failed("If-Unmodified-Since"));
    for (const conditions of [
      { IfNoneMatch: etag, IfModifiedSince: now() },
      { IfModifiedSince: now() },
      { IfNoneMatch: etag.slice(1, -1) },
    ])
      await expect(get(conditions)).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    for (const conditions of [
      { IfModifiedSince: tomorrow() },
      { IfMatch: etag, IfUnmodifiedSince: yesterday() },
      { IfMatch: etag.slice(1, -1), IfNoneMatch: "other", IfModifiedSince: yesterday(), IfUnmodifiedSince: now() },
    ])
      expect(await (await get(conditions)).Body?.transformToString()).toBe("data");
  });

  it("HeadObject: the same, without bodies", async () => {
    const head = (conditions: object) => s3.send(new HeadObjectCommand({ Bucket, Key, ...conditions }));
    await expect(head({ IfMatch: "other" })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    await expect(head({ IfNoneMatch: etag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    expect((await head({ IfMatch: etag })).ETag).toBe(etag);
  });
});

describe("writes", () => {
  it("PutObject: If-None-Match * writes only where nothing is", async () => {
    await put("once", { IfNoneMatch: "*" });
    await expect(put("once", { IfNoneMatch: "*" }, "again")).rejects.toEqual(failed("If-None-Match"));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "once" }));
    await put("once", { IfNoneMatch: "*" });
  });

  it("PutObject: of fifty racing writers with If-None-Match * one wins", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, i) => put("race", { IfNoneMatch: "*" }, `writer ${i}`)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toEqual(failed("If-None-Match"));
  });

  it("PutObject: If-Match", async () => {
    await expect(put("matched", { IfMatch: etag })).rejects.toEqual(failure(404, "NoSuchKey", { Key: "matched" }));
    await put("matched");
    await expect(put("matched", { IfMatch: "other" })).rejects.toEqual(failed("If-Match"));
    await put("matched", { IfMatch: etag }, "next");
  });

  it("PutObject: conditions that S3 does not take", async () => {
    for (const [conditions, Header] of [
      [{ IfNoneMatch: "etag" }, "If-None-Match"],
      [{ IfMatch: "*" }, "If-Match"],
      [{ IfMatch: "etag", IfNoneMatch: "*" }, "If-Match,If-None-Match"],
    ] as const)
      await expect(put("any", conditions)).rejects.toEqual(failure(501, "NotImplemented", { Header }));
  });

  it("DeleteObject: If-Match", async () => {
    await put("deleted");
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: "deleted", IfMatch: "other" }))).rejects.toEqual(
      failed("If-Match"),
    );
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "deleted", IfMatch: etag }));
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "deleted" }))).rejects.toEqual(failure(404, "NotFound"));
  });
});

describe("CompleteMultipartUpload", () => {
  async function upload(key: string) {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: key }));
    const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key: key, UploadId, PartNumber: 1, Body: "part" }));
    return (conditions: { IfMatch?: string; IfNoneMatch?: string }) =>
      s3.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key: key,
          UploadId,
          MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
          ...conditions,
        }),
      );
  }

  it("CompleteMultipartUpload: conflicts when the object has changed since the start", async () => {
    await put("multipart");
    const complete = await upload("multipart");
    await expect(complete({ IfNoneMatch: "*" })).rejects.toEqual(failed("If-None-Match"));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "multipart" }));
    await expect(complete({ IfNoneMatch: "*" })).rejects.toEqual(
      failure(409, "ConditionalRequestConflict", { Condition: "If-None-Match", Key: "multipart" }),
    );
    await expect(complete({ IfMatch: etag })).rejects.toEqual(failure(404, "NoSuchKey"));
    await put("multipart");
    await expect(complete({ IfMatch: etag })).rejects.toEqual(
      failure(409, "ConditionalRequestConflict", { Condition: "If-Match" }),
    );
    const restarted = await upload("multipart");
    await expect(restarted({ IfMatch: "other" })).rejects.toEqual(failed("If-Match"));
    await restarted({ IfMatch: etag });
  });
});
