// Bytes that are missing on disk: an InternalError, never other bytes, never a hang, and the platform goes on.
import { readdir, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { CopyObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
const blobs = join(forebay.dataFolder, "blobs", "s3");

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(join(blobs, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Puts an object and answers the file that is new then. */
async function putFile(Key: string, sizeBytes: number): Promise<string> {
  const before = new Set(await filesOf("stored"));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.alloc(sizeBytes, Key) }));
  const [file = ""] = (await filesOf("stored")).filter((path) => !before.has(path));
  return file;
}

const get = async (Key: string, Range?: string): Promise<number | undefined> =>
  (await (await s3.send(new GetObjectCommand({ Bucket, Key, Range }))).Body?.transformToByteArray())?.length;
// The SDK would send it again.
s3.config.maxAttempts = () => Promise.resolve(1);
const failure = { name: "InternalError", $metadata: { httpStatusCode: 500 } };

for (const sizeBytes of [100_000, 3_000_000]) {
  it(`GetObject: an object of ${sizeBytes} bytes whose file is gone or shorter is an InternalError`, async () => {
    const removed = await putFile(`removed ${sizeBytes}`, sizeBytes);
    const shorter = await putFile(`shorter ${sizeBytes}`, sizeBytes);
    const emptied = await putFile(`emptied ${sizeBytes}`, sizeBytes);
    await rm(removed);
    await truncate(shorter, sizeBytes - 1);
    await truncate(emptied, 0);
    for (const Key of [`removed ${sizeBytes}`, `shorter ${sizeBytes}`, `emptied ${sizeBytes}`]) {
      await expect(get(Key)).rejects.toMatchObject(failure);
      await expect(get(Key, "bytes=5-9")).rejects.toMatchObject(failure);
      const CopySource = encodeURI(`${Bucket}/${Key}`);
      await expect(s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource }))).rejects.toMatchObject(failure);
      expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({ ContentLength: sizeBytes });
    }
  });
}

it("GetObject: small objects whose pack is shorter are an InternalError, and new ones are taken", async () => {
  // More than what is kept in memory of small objects.
  const keys = Array.from({ length: 330 }, (_, n) => `small ${n}`);
  const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.alloc(64_000, Key) }));
  await put("small 0"); // the others after it, so that it is in the first pack
  await Promise.all(keys.slice(1).map(put));
  const [first = ""] = (await filesOf("packs")).toSorted();
  await truncate(first, 1000);
  await expect(get("small 0")).rejects.toMatchObject(failure);
  await expect(get("small 0", "bytes=5-9")).rejects.toMatchObject(failure);
  await s3.send(new PutObjectCommand({ Bucket, Key: "small 0", Body: "again" }));
  expect(await get("small 0")).toBe(5);
  expect(await get("small 329")).toBe(64_000);
});
