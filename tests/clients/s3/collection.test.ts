// Blobs of replaced and deleted objects go after a while, and so do those that a crash left without a row.
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { platform } from "./platform.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
const stored = join(forebay.dataFolder, "blobs", "s3", "stored");

async function blobFiles(): Promise<string[]> {
  const files: string[] = [];
  for (const generation of await readdir(stored))
    for (const file of await readdir(join(stored, generation))) files.push(join(stored, generation, file));
  return files;
}
/** Larger than what shares packs, so that each is a file. */
const large = (text: string) => text.padEnd(70_000);
const put = (Key: string, text: string) => s3.send(new PutObjectCommand({ Bucket, Key, Body: large(text) }));
const textOf = async (Key: string) =>
  (await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString())?.trimEnd();

it("blobs of replaced, deleted and aborted objects stay readable for a while and then go", async () => {
  await put("kept", "kept");
  await put("replaced", "one");
  await put("replaced", "two");
  await put("deleted", "three");
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "deleted" }));
  await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/replaced` }));
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "aborted" }));
  await s3.send(new UploadPartCommand({ Bucket, Key: "aborted", UploadId, PartNumber: 1, Body: large("part") }));
  await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: "aborted", UploadId }));
  expect(await blobFiles()).toHaveLength(6);
  await forebay.clock.advance(6 * MINUTE_MS);
  expect(await blobFiles()).toHaveLength(6);
  await forebay.clock.advance(30 * MINUTE_MS);
  expect(await blobFiles()).toHaveLength(3);
  expect(await textOf("kept")).toBe("kept");
  expect(await textOf("replaced")).toBe("two");
  expect(await textOf("copy")).toBe("two");
});

it("blobs of versions stay while a version names them, also when they are current again", async () => {
  const Versioned = await bucket();
  await s3.send(new PutBucketVersioningCommand({ Bucket: Versioned, VersioningConfiguration: { Status: "Enabled" } }));
  const before = (await blobFiles()).length;
  const write = async (text: string) =>
    (await s3.send(new PutObjectCommand({ Bucket: Versioned, Key: "k", Body: large(text) }))).VersionId;
  await write("one");
  const second = await write("two");
  await s3.send(new DeleteObjectCommand({ Bucket: Versioned, Key: "gone" }));
  const longAgo = new Date(Date.now() - 7 * HOUR_MS);
  for (const path of await blobFiles()) await utimes(path, longAgo, longAgo);
  await forebay.clock.advance(7 * HOUR_MS);
  expect(await blobFiles()).toHaveLength(before + 2);
  await s3.send(new DeleteObjectCommand({ Bucket: Versioned, Key: "k", VersionId: second }));
  await forebay.clock.advance(7 * HOUR_MS);
  await forebay.clock.advance(7 * HOUR_MS);
  expect(await blobFiles()).toHaveLength(before + 1);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: Versioned, Key: "k" }));
  expect(await Body?.transformToString()).toBe(large("one"));
});

it("a blob that no row names goes when it is old in real time, and no other", async () => {
  const before = await blobFiles();
  const [sample = ""] = before;
  const orphans = ["0".repeat(32), "1".repeat(32)].map((name) => join(sample, "..", name));
  for (const path of orphans) await writeFile(path, "left by a crash");
  const [old = "", fresh = ""] = orphans;
  const longAgo = new Date(Date.now() - 7 * HOUR_MS);
  await utimes(old, longAgo, longAgo);
  for (const path of before) await utimes(path, longAgo, longAgo);
  await forebay.clock.advance(7 * HOUR_MS);
  const after = await blobFiles();
  expect(after).not.toContain(old);
  expect(after).toContain(fresh);
  expect(after).toEqual(expect.arrayContaining(before));
  expect(await textOf("kept")).toBe("kept");
});
