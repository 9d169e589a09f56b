// Multipart uploads through the AWS SDK: parts, completion, abortion, listings. Recorded unless said otherwise.
import { createHash, randomBytes } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandInput,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
const MIB = 1024 ** 2;
const PART = Buffer.alloc(5 * MIB, "a");

const begin = async (Key: string, input: object = {}): Promise<string> =>
  (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...input }))).UploadId ?? "";
async function uploadPart(Key: string, UploadId: string, PartNumber: number, Body: Uint8Array | string) {
  const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
  return { PartNumber, ETag };
}
const complete = (Key: string, UploadId: string, Parts: CompletedPart[], input: object = {}) =>
  s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...input }));
const noSuchUpload = (UploadId: string) => failure(404, "NoSuchUpload", { UploadId });

describe("a multipart upload", () => {
  it("CompleteMultipartUpload: 100 MiB in parts uploaded side by side, byte for byte", async () => {
    const Key = "hundred";
    const bytes = randomBytes(100 * MIB);
    const UploadId = await begin(Key, { ContentType: "application/x-hundred", Metadata: { a: "1" }, Tagging: "t=1" });
    const parts = await Promise.all(
      Array.from({ length: 13 }, (_, i) =>
        uploadPart(Key, UploadId, i + 1, bytes.subarray(i * 8 * MIB, (i + 1) * 8 * MIB)),
      ),
    );
    const done = await complete(Key, UploadId, parts);
    expect(done).toMatchObject({
      Bucket,
      Key,
      ChecksumType: "FULL_OBJECT",
      ETag: expect.stringMatching(/^"[0-9a-f]{32}-13"$/),
    });
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(got).toMatchObject({
      ContentLength: bytes.length,
      ContentType: "application/x-hundred",
      Metadata: { a: "1" },
      TagCount: 1,
    });
    const digest = createHash("sha256");
    for await (const chunk of got.Body as AsyncIterable<Uint8Array>) digest.update(chunk);
    expect(digest.digest("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));
    const third = await s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 3 }));
    expect(third).toMatchObject({ PartsCount: 13, ContentRange: `bytes ${16 * MIB}-${24 * MIB - 1}/${100 * MIB}` });
    expect(
      bytes.subarray(16 * MIB, 24 * MIB).equals((await third.Body?.transformToByteArray()) ?? new Uint8Array()),
    ).toBe(true);
    await expect(s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 14 }))).rejects.toEqual(
      failure(416, "InvalidPartNumber", { ActualPartCount: "13" }),
    );
  });

  it("CompleteMultipartUpload: entity tag and checksum as S3 computes them", async () => {
    const Key = "known";
    const UploadId = await begin(Key);
    const Body = "test content 123";
    const done = await complete(Key, UploadId, [await uploadPart(Key, UploadId, 1, Body)]);
    expect(done).toMatchObject({ ETag: '"b972025bc34adf8d76d6d51e93c035cc-1"', ChecksumCRC64NVME: "BsLNlKumA5I=" });
  });

  it("UploadPart: a number uploaded again replaces the part", async () => {
    const Key = "again";
    const UploadId = await begin(Key);
    await uploadPart(Key, UploadId, 1, "first");
    const part = await uploadPart(Key, UploadId, 1, "second");
    await complete(Key, UploadId, [part]);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe("second");
  });

  it("CompleteMultipartUpload: parts with gaps, and parts left out", async () => {
    const Key = "gaps";
    const UploadId = await begin(Key);
    const two = await uploadPart(Key, UploadId, 2, PART);
    await uploadPart(Key, UploadId, 3, "left out");
    const five = await uploadPart(Key, UploadId, 5, "end");
    await complete(Key, UploadId, [two, five]);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).ContentLength).toBe(PART.length + 3);
  });

  it("CompleteMultipartUpload: wrong parts", async () => {
    const Key = "wrong";
    const UploadId = await begin(Key);
    const one = await uploadPart(Key, UploadId, 1, "data");
    const two = await uploadPart(Key, UploadId, 2, "data");
    await expect(complete(Key, UploadId, [])).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
    await expect(complete(Key, UploadId, [two, one])).rejects.toEqual(failure(400, "InvalidPartOrder", { UploadId }));
    await expect(complete(Key, UploadId, [one, one])).rejects.toEqual(failure(400, "InvalidPartOrder"));
    await expect(complete(Key, UploadId, [one, two])).rejects.toEqual(
      failure(400, "EntityTooSmall", {
        ETag: "8d777f385d3dfec8815d20f7496026dc",
        MinSizeAllowed: "5242880",
        PartNumber: "1",
        ProposedSize: "4",
      }),
    );
    for (const part of [
      { PartNumber: 3, ETag: one.ETag },
      { PartNumber: 1, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' },
    ])
      await expect(complete(Key, UploadId, [part])).rejects.toEqual(
        failure(400, "InvalidPart", { UploadId, PartNumber: String(part.PartNumber) }),
      );
    await expect(complete(Key, UploadId, [one], { MpuObjectSize: 5 })).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message: "The provided 'x-amz-mp-object-size' header value 5 does not match what was computed: 4",
      }),
    );
    await complete(Key, UploadId, [one], { MpuObjectSize: 4 });
  });

  it("UploadPart: part numbers from 1 to 10,000", async () => {
    const Key = "numbers";
    const UploadId = await begin(Key);
    for (const number of [0, -1, 10_001])
      await expect(uploadPart(Key, UploadId, number, "x")).rejects.toEqual(
        failure(400, "InvalidArgument", {
          message: "Part number must be an integer between 1 and 10000, inclusive",
          ArgumentName: "partNumber",
        }),
      );
    await uploadPart(Key, UploadId, 10_000, "x");
  });

  it("CompleteMultipartUpload: sent again it answers the same, for a day (documented; the day is ours)", async () => {
    const Key = "again";
    const UploadId = await begin(Key);
    const parts = [await uploadPart(Key, UploadId, 1, "x")];
    const { $metadata: _, ...first } = await complete(Key, UploadId, parts);
    expect(await complete(Key, UploadId, parts)).toMatchObject(first);
    const other = [{ ...parts[0], PartNumber: 1, ETag: `"${"0".repeat(32)}"` }];
    await expect(complete(Key, UploadId, other)).rejects.toEqual(noSuchUpload(UploadId));
    await forebay.clock.advance(25 * 3600_000);
    await expect(complete(Key, UploadId, parts)).rejects.toEqual(noSuchUpload(UploadId));
  });

  it("every operation: uploads that are not there, of another key, done or aborted", async () => {
    const Key = "upload";
    await expect(uploadPart(Key, "fakeid", 1, "x")).rejects.toEqual(noSuchUpload("fakeid"));
    await expect(uploadPart(Key, "f".repeat(5000), 1, "x")).rejects.toEqual(failure(404, "NoSuchUpload"));
    const UploadId = await begin(Key);
    const part = await uploadPart(Key, UploadId, 1, "x");
    await expect(complete("another", UploadId, [part])).rejects.toEqual(noSuchUpload(UploadId));
    const aborted = await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    expect(aborted.$metadata.httpStatusCode).toBe(204);
    await expect(complete(Key, UploadId, [part])).rejects.toEqual(noSuchUpload(UploadId));
    await expect(s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))).rejects.toEqual(
      noSuchUpload(UploadId),
    );
    await expect(s3.send(new ListPartsCommand({ Bucket, Key, UploadId }))).rejects.toEqual(noSuchUpload(UploadId));
  });
});

describe("UploadPartCopy", () => {
  it("UploadPartCopy: whole objects and ranges of them", async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: "digits", Body: "0123456789" }));
    const Key = "copied";
    const UploadId = await begin(Key);
    const copy = (PartNumber: number, CopySourceRange?: string, CopySource = `${Bucket}/digits`) =>
      s3.send(new UploadPartCopyCommand({ Bucket, Key, UploadId, PartNumber, CopySource, CopySourceRange }));
    const { CopyPartResult } = await copy(1, "bytes=0-8");
    expect(CopyPartResult).toEqual({ ETag: '"22975d8a5ed1b91445f6c55ac121505b"', LastModified: expect.any(Date) });
    for (const range of ["0-8", "bytes=1-0", "bytes=-1-", "bytes=0-1,3-4,7-9", "bytes=-", "bytes=0-100"])
      await expect(copy(2, range)).rejects.toEqual(
        failure(400, "InvalidArgument", { ArgumentName: "x-amz-copy-source-range", ArgumentValue: range }),
      );
    await expect(copy(2, "bytes=100-200")).rejects.toEqual(failure(400, "InvalidRequest"));
    await expect(copy(2, undefined, `${Bucket}/missing`)).rejects.toEqual(failure(404, "NoSuchKey"));
    const last = await copy(2);
    await expect(
      complete(Key, UploadId, [
        { PartNumber: 1, ETag: CopyPartResult?.ETag },
        { PartNumber: 2, ETag: last.CopyPartResult?.ETag },
      ]),
    ).rejects.toEqual(failure(400, "EntityTooSmall"));
    await complete(Key, UploadId, [{ PartNumber: 1, ETag: CopyPartResult?.ETag }]);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(await got.Body?.transformToString()).toBe("012345678");
  });
});

describe("ListParts", () => {
  it("ListParts: pages", async () => {
    const Key = "parts";
    const UploadId = await begin(Key);
    const list = (input: object = {}) => s3.send(new ListPartsCommand({ Bucket, Key, UploadId, ...input }));
    expect(await list()).toMatchObject({
      IsTruncated: false,
      MaxParts: 1000,
      PartNumberMarker: "0",
      NextPartNumberMarker: "0",
    });
    await uploadPart(Key, UploadId, 1, "data");
    await uploadPart(Key, UploadId, 2, "data");
    const all = await list();
    expect(all.Parts).toEqual(
      [1, 2].map((PartNumber) => ({
        PartNumber,
        ETag: '"8d777f385d3dfec8815d20f7496026dc"',
        Size: 4,
        LastModified: expect.any(Date),
      })),
    );
    expect(all).toMatchObject({
      StorageClass: "STANDARD",
      Owner: { ID: expect.any(String) },
      NextPartNumberMarker: "2",
    });
    const first = await list({ MaxParts: 1 });
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: "1", MaxParts: 1 });
    const next = await list({ MaxParts: 1, PartNumberMarker: first.NextPartNumberMarker });
    expect(next).toMatchObject({ IsTruncated: false, Parts: [{ PartNumber: 2 }], PartNumberMarker: "1" });
    expect(await list({ PartNumberMarker: "10" })).toMatchObject({ IsTruncated: false, NextPartNumberMarker: "0" });
  });
});

describe("ListMultipartUploads", () => {
  it("ListMultipartUploads: by key and then by start; markers, prefixes, pages", async () => {
    const listing = await bucket();
    const start = async (Key: string): Promise<string> => {
      await forebay.clock.advance(5);
      return (await s3.send(new CreateMultipartUploadCommand({ Bucket: listing, Key }))).UploadId ?? "";
    };
    const c = await start("c");
    const b = await start("b");
    const a = [await start("a"), await start("a"), await start("a")];
    const list = (input: Partial<ListMultipartUploadsCommandInput> = {}) =>
      s3.send(new ListMultipartUploadsCommand({ Bucket: listing, ...input }));
    const all = await list();
    expect(all.Uploads?.map(({ UploadId }) => UploadId)).toEqual([...a, b, c]);
    expect(all.Uploads?.map(({ Initiated }) => Initiated?.getMilliseconds())).toEqual([0, 0, 0, 0, 0]);
    expect(all).toMatchObject({ NextKeyMarker: "c", NextUploadIdMarker: c, IsTruncated: false });
    const first = await list({ MaxUploads: 1 });
    expect(first).toMatchObject({ NextKeyMarker: "a", NextUploadIdMarker: a[0], IsTruncated: true });
    const next = await list({ MaxUploads: 1, KeyMarker: "a", UploadIdMarker: a[0] });
    expect(next.Uploads).toMatchObject([{ Key: "a", UploadId: a[1] }]);
    expect((await list({ KeyMarker: "a" })).Uploads).toMatchObject([{ UploadId: b }, { UploadId: c }]);
    expect((await list({ KeyMarker: "c" })).Uploads ?? []).toEqual([]);
    expect((await list({ UploadIdMarker: a[1], MaxUploads: 1 })).Uploads).toMatchObject([{ UploadId: a[0] }]);
    await expect(list({ KeyMarker: "c", UploadIdMarker: b })).rejects.toEqual(
      failure(400, "InvalidArgument", { message: "Invalid uploadId marker", ArgumentName: "upload-id-marker" }),
    );
    await start("folder/x");
    await start("folder/y");
    expect(await list({ Delimiter: "/", Prefix: "f" })).toMatchObject({ CommonPrefixes: [{ Prefix: "folder/" }] });
  });
});
