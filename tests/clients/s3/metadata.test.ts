// System headers, user metadata and storage classes through the AWS SDK.
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, bucket } = await platform();
const Bucket = await bucket();

it("PutObject: keeps system headers", async () => {
  const Expires = new Date(Date.UTC(2031, 4, 6, 7, 8, 9));
  const headers = {
    CacheControl: "max-age=60",
    ContentDisposition: 'inline; filename="a b.txt"',
    ContentEncoding: "gzip",
    ContentLanguage: "en-GB",
    ContentType: "text/csv; charset=utf-8",
    WebsiteRedirectLocation: "/elsewhere",
  };
  await s3.send(new PutObjectCommand({ Bucket, Key: "headers", Body: "x", ...headers, Expires }));
  for (const answer of [
    await s3.send(new HeadObjectCommand({ Bucket, Key: "headers" })),
    await s3.send(new GetObjectCommand({ Bucket, Key: "headers" })),
  ])
    expect(answer).toMatchObject({ ...headers, ExpiresString: Expires.toUTCString() });
});

it("PutObject: aws-chunked is no encoding of the object (documented)", async () => {
  const encodingOf = async (ContentEncoding: string) => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "encoded", Body: "x", ContentEncoding }));
    return (await s3.send(new HeadObjectCommand({ Bucket, Key: "encoded" }))).ContentEncoding;
  };
  expect(await encodingOf("gzip, aws-chunked")).toBe("gzip");
  expect(await encodingOf("gzip")).toBe("gzip");
});

it("PutObject: keeps user metadata, in lower case", async () => {
  const Metadata = { owner: "me", "Mixed-Case": "Value", empty: "", spaces: "a  b" };
  await s3.send(new PutObjectCommand({ Bucket, Key: "metadata", Body: "x", Metadata }));
  const { Metadata: kept } = await s3.send(new HeadObjectCommand({ Bucket, Key: "metadata" }));
  expect(kept).toEqual({ owner: "me", "mixed-case": "Value", empty: "", spaces: "a  b" });
});

it("PutObject: 2 KB of metadata and not a byte more (documented)", async () => {
  const fits = { a: "x".repeat(2047) };
  await s3.send(new PutObjectCommand({ Bucket, Key: "fits", Body: "x", Metadata: fits }));
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "fits" }))).Metadata).toEqual(fits);
  await expect(
    s3.send(new PutObjectCommand({ Bucket, Key: "large", Body: "x", Metadata: { a: "x".repeat(2048) } })),
  ).rejects.toEqual(failure(400, "MetadataTooLarge", { Size: "2049", MaxSizeAllowed: "2048" }));
});

it("PutObject: storage classes (recorded)", async () => {
  for (const StorageClass of [
    "STANDARD_IA",
    "ONEZONE_IA",
    "INTELLIGENT_TIERING",
    "REDUCED_REDUNDANCY",
    "GLACIER_IR",
  ] as const) {
    await s3.send(new PutObjectCommand({ Bucket, Key: "class", Body: "x", StorageClass }));
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "class" }))).StorageClass).toBe(StorageClass);
  }
  await expect(
    s3.send(new PutObjectCommand({ Bucket, Key: "class", Body: "x", StorageClass: "OUTPOSTS" })),
  ).rejects.toEqual(failure(400, "InvalidStorageClass", { StorageClassRequested: "OUTPOSTS" }));
});

it("PutObject: what is not built is refused, not ignored", async () => {
  for (const unbuilt of [
    { ServerSideEncryption: "aws:kms" },
    { SSECustomerAlgorithm: "AES256", SSECustomerKey: "k".repeat(32), SSECustomerKeyMD5: "x" },
  ] as const)
    await expect(s3.send(new PutObjectCommand({ Bucket, Key: "unbuilt", Body: "x", ...unbuilt }))).rejects.toEqual(
      failure(501, "NotImplemented"),
    );
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: "unbuilt" }))).rejects.toEqual(failure(404, "NotFound"));
});
