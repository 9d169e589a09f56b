// Objects in archive classes are compressed on disk, and nobody who reads them can tell.
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  type StorageClass,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { blobFileBytes, filesWith } from "./data-folder.ts";
import { failure, platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PART_BYTES = 5 * 1024 ** 2;
const ZSTD_MAGIC = Buffer.from("28b52ffd", "hex");
const folder = join(forebay.dataFolder, "blobs", "s3");

/** Compressible, and different everywhere. */
const lines = (sizeBytes: number, name: string): Buffer => {
  const all: string[] = [];
  for (let number = 0, length = 0; length < sizeBytes; number++) {
    const line = `${number},${name},the same old story\n`;
    length += line.length;
    all.push(line);
  }
  return Buffer.from(all.join("")).subarray(0, sizeBytes);
};

/** Once the jobs are through, and what was replaced has been collected. */
async function bytesOnDisk(): Promise<number> {
  await forebay.clock.advance(0);
  await forebay.clock.advance(30 * MINUTE_MS);
  return blobFileBytes(folder);
}
/** Small blobs share packs, which do not shrink at once. */
async function framesInPacks(): Promise<number> {
  let count = 0;
  for (const path of await filesWith(folder, ZSTD_MAGIC)) {
    const bytes = path.endsWith(".pack") ? await readFile(path) : Buffer.alloc(0);
    for (let at = bytes.indexOf(ZSTD_MAGIC); at >= 0; at = bytes.indexOf(ZSTD_MAGIC, at + 1)) count++;
  }
  return count;
}
const put = (Key: string, Body: Buffer, StorageClass: StorageClass = "GLACIER") =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, StorageClass }));
async function restore(Key: string, VersionId?: string, In = Bucket): Promise<void> {
  await s3.send(new RestoreObjectCommand({ Bucket: In, Key, VersionId, RestoreRequest: { Days: 1 } }));
  await forebay.clock.advance(DAY_MS / 2);
}
async function read(Key: string, more: { Range?: string; PartNumber?: number; VersionId?: string } = {}, In = Bucket) {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: In, Key, ...more }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}
const expectSame = (found: Buffer, expected: Buffer): void => {
  expect(found.length).toBe(expected.length);
  expect(found.equals(expected)).toBe(true);
};

it("PutObject: what goes into an archive takes less on disk, and comes back as it was", async () => {
  const body = Buffer.from(randomBytes(1_750_000).toString("hex")); // half of it is chance: compressed it still has a file
  const before = await bytesOnDisk();
  await put("warm", body, "STANDARD");
  expect((await bytesOnDisk()) - before).toBe(body.length);
  const withWarm = await bytesOnDisk();
  const { ETag } = await put("cold", body);
  const grownBytes = (await bytesOnDisk()) - withWarm;
  expect(grownBytes).toBeGreaterThan(body.length / 3);
  expect(grownBytes).toBeLessThan(body.length * 0.6);
  await expect(read("cold")).rejects.toEqual(failure(403, "InvalidObjectState"));
  await restore("cold");
  expectSame(await read("cold"), body);
  expectSame(await read("cold", { Range: "bytes=1048570-2097160" }), body.subarray(1_048_570, 2_097_161));
  expectSame(await read("cold", { Range: "bytes=-5" }), body.subarray(-5));
  expectSame(await read("cold", { Range: "bytes=0-0" }), body.subarray(0, 1));
  expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "cold" }))).toMatchObject({
    ContentLength: body.length,
    ETag: `"${createHash("md5").update(body).digest("hex")}"`,
  });
  expect(ETag).toBe(`"${createHash("md5").update(body).digest("hex")}"`);
});

it("PutObject: small objects, which share files, and what does not shrink", async () => {
  const body = lines(20_000, "small");
  const before = await framesInPacks();
  await put("small", body, "DEEP_ARCHIVE");
  const chance = randomBytes(200_000);
  await put("chance", chance);
  await bytesOnDisk();
  expect((await framesInPacks()) - before).toBe(1);
  expect(await filesWith(folder, chance)).toHaveLength(1);
  await put("nothing", Buffer.alloc(0));
  for (const Key of ["small", "chance", "nothing"]) await restore(Key);
  expectSame(await read("chance"), chance);
  expectSame(await read("nothing"), Buffer.alloc(0));
  expectSame(await read("small"), body);
  expectSame(await read("small", { Range: "bytes=100-200" }), body.subarray(100, 201));
});

it("CopyObject: into an archive and out of it again", async () => {
  const body = lines(1_500_000, "copied");
  await put("source", body, "STANDARD");
  const before = await bytesOnDisk();
  const copy = (Key: string, from: string, StorageClass: StorageClass) =>
    s3.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${from}`, StorageClass }));
  await copy("source", "source", "GLACIER");
  expect(before - (await bytesOnDisk())).toBeGreaterThan((body.length * 3) / 4);
  await restore("source");
  await copy("again", "source", "DEEP_ARCHIVE");
  await copy("source", "source", "STANDARD");
  expectSame(await read("source"), body);
  await restore("again");
  expectSame(await read("again", { Range: "bytes=1000000-1100000" }), body.subarray(1_000_000, 1_100_001));
});

it("CompleteMultipartUpload: parts are still found", async () => {
  const Key = "parts";
  const parts = [lines(PART_BYTES, "one"), lines(100_000, "two")];
  const before = await bytesOnDisk();
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, StorageClass: "GLACIER" }));
  const Parts = await Promise.all(
    parts.map(async (Body, index) => {
      const PartNumber = index + 1;
      const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
      return { ETag, PartNumber };
    }),
  );
  const completion = { Bucket, Key, UploadId, MultipartUpload: { Parts } };
  const { ETag } = await s3.send(new CompleteMultipartUploadCommand(completion));
  expect((await bytesOnDisk()) - before).toBeLessThan(PART_BYTES / 4);
  expect((await s3.send(new CompleteMultipartUploadCommand(completion))).ETag).toBe(ETag);
  await restore(Key);
  expectSame(await read(Key), Buffer.concat(parts));
  expectSame(await read(Key, { PartNumber: 2 }), parts[1] as Buffer);
  const attributes = { Bucket, Key, ObjectAttributes: ["ObjectParts" as const, "ETag" as const] };
  expect(await s3.send(new GetObjectAttributesCommand(attributes))).toMatchObject({
    ETag: ETag?.replaceAll('"', ""),
    ObjectParts: { TotalPartsCount: 2 },
  });
});

it("CompleteMultipartUpload: a condition holds although the object was compressed since the upload began", async () => {
  const Key = "conditional";
  const { ETag: IfMatch } = await put(Key, lines(100_000, "before"));
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  await forebay.clock.advance(0);
  const Body = Buffer.from("after");
  const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body }));
  const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, IfMatch, MultipartUpload }));
  expectSame(await read(Key), Body);
});

it("lifecycle rules: current and noncurrent versions are compressed where they stand", async () => {
  const Versioned = await bucket();
  await s3.send(new PutBucketVersioningCommand({ Bucket: Versioned, VersioningConfiguration: { Status: "Enabled" } }));
  const bodies = [lines(2_000_000, "older"), lines(2_000_000, "newer")];
  const ids: string[] = [];
  for (const Body of bodies)
    ids.push((await s3.send(new PutObjectCommand({ Bucket: Versioned, Key: "k", Body }))).VersionId ?? "");
  const before = await bytesOnDisk();
  const rule = {
    ID: "cool",
    Status: "Enabled" as const,
    Filter: {},
    Transitions: [{ Days: 1, StorageClass: "GLACIER" as const }],
    NoncurrentVersionTransitions: [{ NoncurrentDays: 1, StorageClass: "DEEP_ARCHIVE" as const }],
  };
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({ Bucket: Versioned, LifecycleConfiguration: { Rules: [rule] } }),
  );
  await forebay.clock.advance(3 * DAY_MS);
  expect(before - (await bytesOnDisk())).toBeGreaterThan(3_000_000);
  for (const [index, VersionId] of ids.entries()) {
    await restore("k", VersionId, Versioned);
    expectSame(await read("k", { VersionId }, Versioned), bodies[index] as Buffer);
  }
});
