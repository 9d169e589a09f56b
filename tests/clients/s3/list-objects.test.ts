// ListObjectsV2, ListObjects, ListObjectVersions through the AWS SDK. Recorded unless said otherwise.
import {
  type EncodingType,
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, bucket } = await platform();

async function bucketOf(keys: readonly string[], Body = "content 123"): Promise<string> {
  const Bucket = await bucket();
  await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket, Key, Body }))));
  return Bucket;
}

const listed = (page: { Contents?: { Key?: string | undefined }[] | undefined }) =>
  page.Contents?.map(({ Key }) => Key) ?? [];
const prefixes = (page: { CommonPrefixes?: { Prefix?: string | undefined }[] | undefined }) =>
  page.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? [];

async function allPages(client: S3Client, input: ListObjectsV2CommandInput) {
  const entries: { keys: (string | undefined)[]; prefixes: (string | undefined)[] } = { keys: [], prefixes: [] };
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ ...input, ContinuationToken }));
    expect(page.KeyCount).toBe(listed(page).length + prefixes(page).length);
    expect(page.IsTruncated).toBe(page.NextContinuationToken !== undefined);
    entries.keys.push(...listed(page));
    entries.prefixes.push(...prefixes(page));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return entries;
}

describe("ListObjectsV2", () => {
  let Bucket = "";
  beforeAll(async () => {
    Bucket = await bucketOf(["test/foo/bar/123", "test/foo/bar/456", "test/bar/foo/123"]);
  });

  it("ListObjectsV2: an object's entry", async () => {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "test/bar" }));
    expect(page.Contents).toEqual([
      {
        Key: "test/bar/foo/123",
        ChecksumAlgorithm: ["CRC32"],
        ChecksumType: "FULL_OBJECT",
        ETag: '"0d9fa06a66933b40f615f530e59edd6b"',
        LastModified: expect.any(Date),
        Size: 11,
        StorageClass: "STANDARD",
      },
    ]);
    expect(page).toMatchObject({ Name: Bucket, Prefix: "test/bar", MaxKeys: 1000, KeyCount: 1, IsTruncated: false });
    const owned = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "test/bar", FetchOwner: true }));
    expect(owned.Contents?.[0]?.Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  });

  it("ListObjectsV2: prefixes and delimiters", async () => {
    const list = (input: Partial<ListObjectsV2CommandInput>) => s3.send(new ListObjectsV2Command({ Bucket, ...input }));
    expect(prefixes(await list({ Prefix: "test/", Delimiter: "/" }))).toEqual(["test/bar/", "test/foo/"]);
    expect(prefixes(await list({ Prefix: "test/foo", Delimiter: "/" }))).toEqual(["test/foo/"]);
    expect(prefixes(await list({ Prefix: "test/foo/bar", Delimiter: "/" }))).toEqual(["test/foo/bar/"]);
    expect(listed(await list({ Prefix: "test/foo/bar/", Delimiter: "/" }))).toHaveLength(2);
    const first = await list({ Prefix: "test/", Delimiter: "/", MaxKeys: 1 });
    expect(prefixes(first)).toEqual(["test/bar/"]);
    expect(first).toMatchObject({ IsTruncated: true, KeyCount: 1, MaxKeys: 1 });
    expect(await list({ Prefix: "nothing" })).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, MaxKeys: 0, IsTruncated: false });
    expect((await list({ MaxKeys: 5000 })).MaxKeys).toBe(1000);
  });

  it("ListObjectsV2: continues after a common prefix", async () => {
    const folder = await bucketOf([
      "folder/aSubfolder/subFile1",
      "folder/aSubfolder/subFile2",
      "folder/file1",
      "folder/file2",
    ]);
    expect(await allPages(s3, { Bucket: folder, Prefix: "folder/", Delimiter: "/", MaxKeys: 1 })).toEqual({
      keys: ["folder/file1", "folder/file2"],
      prefixes: ["folder/aSubfolder/"],
    });
  });

  it("ListObjectsV2: start-after, and tokens that win over it", async () => {
    const many = await bucketOf(Array.from({ length: 12 }, (_, i) => `test_${i}`));
    const after = await s3.send(new ListObjectsV2Command({ Bucket: many, StartAfter: "test_7", MaxKeys: 2 }));
    expect(listed(after)).toEqual(["test_8", "test_9"]);
    expect(after).toMatchObject({ StartAfter: "test_7", IsTruncated: false });
    const { NextContinuationToken } = await s3.send(new ListObjectsV2Command({ Bucket: many, MaxKeys: 5 }));
    const rest = await s3.send(
      new ListObjectsV2Command({ Bucket: many, StartAfter: "test_7", ContinuationToken: NextContinuationToken }),
    );
    expect(rest.StartAfter).toBeUndefined();
    expect(listed(rest)).toEqual(["test_3", "test_4", "test_5", "test_6", "test_7", "test_8", "test_9"]);
    for (const ContinuationToken of ["", "made up"])
      await expect(s3.send(new ListObjectsV2Command({ Bucket: many, ContinuationToken }))).rejects.toEqual(
        failure(400, "InvalidArgument", {
          message: "The continuation token provided is incorrect",
          ArgumentName: "continuation-token",
        }),
      );
  });

  it("ListObjectsV2: the order is that of UTF-8 bytes (documented)", async () => {
    const keys = ["\u{1f600}", "\uffee", "z", "Z", "é", "a/b", "a", "a b", "a-b", "~"];
    const Unicode = await bucketOf(keys);
    const inOrder = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect((await allPages(s3, { Bucket: Unicode, MaxKeys: 3 })).keys).toEqual(inOrder);
  });

  it("ListObjectsV2: encoding-type", async () => {
    const odd = await bucketOf(["a b+c/é%", "plain"]);
    const page = await s3.send(new ListObjectsV2Command({ Bucket: odd, EncodingType: "url", Delimiter: "/" }));
    expect(prefixes(page)).toEqual(["a+b%2Bc/"]);
    expect(page).toMatchObject({ EncodingType: "url", Delimiter: "/" });
    for (const EncodingType of ["value", ""] as string[] as EncodingType[])
      await expect(s3.send(new ListObjectsV2Command({ Bucket: odd, EncodingType }))).rejects.toEqual(
        failure(400, "InvalidArgument", { ArgumentName: "encoding-type" }),
      );
  });

  it("ListObjectsV2: 2,500 keys come in three pages", async () => {
    const keys = Array.from({ length: 2500 }, (_, i) => `n/${String(i).padStart(5, "0")}`);
    const many = await bucketOf(keys, "");
    const first = await s3.send(new ListObjectsV2Command({ Bucket: many }));
    expect(first).toMatchObject({ KeyCount: 1000, IsTruncated: true });
    expect((await allPages(s3, { Bucket: many })).keys).toEqual(keys);
    expect(await allPages(s3, { Bucket: many, Delimiter: "/" })).toEqual({ keys: [], prefixes: ["n/"] });
  });

  it("ListObjectsV2: no such bucket, negative counts", async () => {
    await expect(s3.send(new ListObjectsV2Command({ Bucket: "no-such-bucket-here" }))).rejects.toEqual(
      failure(404, "NoSuchBucket"),
    );
    await expect(s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: -1 }))).rejects.toEqual(
      failure(400, "InvalidArgument"),
    );
  });
});

describe("ListObjects", () => {
  it("ListObjects: markers", async () => {
    const Bucket = await bucketOf([
      "folder/aSubfolder/subFile1",
      "folder/aSubfolder/subFile2",
      "folder/file1",
      "folder/file2",
    ]);
    const list = (input: object) => s3.send(new ListObjectsCommand({ Bucket, Prefix: "folder/", ...input }));
    const first = await list({ Delimiter: "/", MaxKeys: 1 });
    expect(prefixes(first)).toEqual(["folder/aSubfolder/"]);
    expect(first).toMatchObject({ IsTruncated: true, NextMarker: "folder/aSubfolder/", Marker: "" });
    expect(listed(await list({ Delimiter: "/", Marker: first.NextMarker }))).toEqual(["folder/file1", "folder/file2"]);
    const inside = await list({ Delimiter: "/", MaxKeys: 1, Marker: "folder/aSubfolder/subFile1" });
    expect(listed(inside)).toEqual(["folder/file1"]);
    expect(inside.NextMarker).toBe("folder/file1");
    const plain = await list({ MaxKeys: 1 });
    expect(plain.IsTruncated).toBe(true);
    expect(plain.NextMarker).toBeUndefined();
    expect(plain.Contents?.[0]?.Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("ListObjectVersions", () => {
  it("ListObjectVersions: the null version of each object of a bucket without versioning", async () => {
    const Bucket = await bucketOf(["a", "b"]);
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 1 }));
    expect(page.Versions).toMatchObject([{ Key: "a", VersionId: "null", IsLatest: true, Size: 11 }]);
    expect(page).toMatchObject({ IsTruncated: true, NextKeyMarker: "a", NextVersionIdMarker: "null" });
    const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    const rest = await s3.send(new ListObjectVersionsCommand({ Bucket, KeyMarker, VersionIdMarker }));
    expect(rest.Versions).toMatchObject([{ Key: "b" }]);
  });
});
