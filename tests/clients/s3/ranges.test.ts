// Ranges and response headers of GetObject and HeadObject through the AWS SDK. Recorded.
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, bucket } = await platform();
const Bucket = await bucket();
const Key = "digits";
beforeAll(() => s3.send(new PutObjectCommand({ Bucket, Key, Body: "0123456789" })));

describe("ranges of ten bytes", () => {
  it.each([
    ["bytes=0-8", "012345678", "bytes 0-8/10"],
    ["bytes=1-1", "1", "bytes 1-1/10"],
    ["bytes=1-", "123456789", "bytes 1-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=-15", "0123456789", "bytes 0-9/10"],
    ["bytes=0-100", "0123456789", "bytes 0-9/10"],
    ["bytes=1-0", "0123456789", undefined],
    ["bytes=-1-", "0123456789", undefined],
    ["bytes=0-1,3-4,7-9", "0123456789", undefined],
    ["0-1", "0123456789", undefined],
  ])("GetObject: %s", async (Range, body, ContentRange) => {
    const got = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
    expect(await got.Body?.transformToString()).toBe(body);
    expect(got.ContentRange).toBe(ContentRange);
    expect(got.ContentLength).toBe(body.length);
    expect(got.$metadata.httpStatusCode).toBe(ContentRange === undefined ? 200 : 206);
    // A checksum is shown where the range is the whole object.
    expect(got.ChecksumCRC32).toBe(body.length === 10 ? "poTHxg==" : undefined);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, Range }));
    expect(head).toMatchObject({ ContentLength: body.length });
    expect(head.ContentRange).toBe(ContentRange);
    expect(head.$metadata.httpStatusCode).toBe(got.$metadata.httpStatusCode);
  });

  it.each(["bytes=10-", "bytes=1024-4096", "bytes=-0"])("GetObject: %s is not satisfiable", async (Range) => {
    await expect(s3.send(new GetObjectCommand({ Bucket, Key, Range }))).rejects.toEqual(
      failure(416, "InvalidRange", { ActualObjectSize: "10", RangeRequested: Range }),
    );
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key, Range }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 416 },
    });
  });

  it("GetObject: a range and a part number exclude each other", async () => {
    await expect(s3.send(new GetObjectCommand({ Bucket, Key, Range: "bytes=0-1", PartNumber: 1 }))).rejects.toEqual(
      failure(400, "InvalidRequest"),
    );
  });

  it("GetObject: the first part of a single PUT is the whole of it, and there is no other", async () => {
    const got = await s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 1 }));
    expect(got).toMatchObject({ ContentRange: "bytes 0-9/10", ChecksumCRC32: "poTHxg==" });
    expect(got.$metadata.httpStatusCode).toBe(206);
    expect(got.PartsCount).toBeUndefined();
    await expect(s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 2 }))).rejects.toEqual(
      failure(416, "InvalidPartNumber", { ActualPartCount: "1", PartNumberRequested: "2" }),
    );
  });
});

it("GetObject: a range deep in a large object", async () => {
  const bytes = Buffer.alloc(9_000_000);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 31) % 251;
  await s3.send(new PutObjectCommand({ Bucket, Key: "large", Body: bytes }));
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: "large", Range: "bytes=5000000-7999999" }));
  const part = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
  expect(part.equals(bytes.subarray(5_000_000, 8_000_000))).toBe(true);
});

it("GetObject: response-* overrides", async () => {
  const ResponseExpires = new Date(Date.UTC(2030, 0, 1));
  const got = await s3.send(
    new GetObjectCommand({
      Bucket,
      Key,
      ResponseCacheControl: "no-cache",
      ResponseContentDisposition: 'attachment; filename="x.txt"',
      ResponseContentEncoding: "identity",
      ResponseContentLanguage: "de",
      ResponseContentType: "text/x-test",
      ResponseExpires,
    }),
  );
  expect(got).toMatchObject({
    CacheControl: "no-cache",
    ContentDisposition: 'attachment; filename="x.txt"',
    ContentEncoding: "identity",
    ContentLanguage: "de",
    ContentType: "text/x-test",
    ExpiresString: ResponseExpires.toUTCString(),
  });
});
