// The job that compresses: run again, or beside changes of the object, it does no harm.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { openFiles } from "../../../engines/blobs/files.ts";
import { openLmdb } from "../../../engines/keyvalue/lmdb.ts";
import { VirtualClock } from "../../../kit/clock.ts";
import type { DurableTimer } from "../../../kit/jobs.ts";
import type { S3Context } from "../context.ts";
import { objectBytes } from "../encryption/object-bytes.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { nameCompressed } from "../store/compression.ts";
import { moveToClass } from "../store/lifecycle.ts";
import { type ObjectContent, type ObjectRow, objects } from "../store/tables.ts";
import { putVersion } from "../store/versions.ts";
import { compressionJobs } from "./compress.ts";

const folder = await mkdtemp(join(tmpdir(), "forebay-s3-compress-"));
const keyvalue = await openLmdb(join(folder, "keyvalue"));
const blobs = await openFiles(join(folder, "blobs"));
afterAll(async () => {
  await keyvalue.close();
  await blobs.close();
  await rm(folder, { recursive: true });
});
const timers: DurableTimer[] = [];
const jobs = { schedule: async (timer: DurableTimer) => void timers.push(timer) };
const context = { keyvalue, blobs, jobs, clock: new VirtualClock() } as unknown as S3Context;
const bucket = { name: "b", account: "1" } as unknown as NamedBucket;

async function put(key: string, bytes: Buffer, storageClass = "GLACIER"): Promise<ObjectRow> {
  const { id: blobId } = await blobs.put(bytes);
  const content = { blobId, sizeBytes: bytes.length, storageClass, lastModified: new Date() };
  return keyvalue.transact(async (transaction) => {
    const current = await objects.get(transaction, ["b", key]);
    return putVersion(context, transaction, bucket, key, current, content as unknown as ObjectContent);
  });
}
const signal = new AbortController().signal;
const run = ({ kind, key, dueMs, payload }: DurableTimer, aborts = signal): Promise<unknown> =>
  compressionJobs.compress({ kind, key, dueMs, payload, attempt: 1, signal: aborts }, context);
const rowOf = async (key: string): Promise<ObjectRow> => {
  const row = await objects.get(keyvalue, ["b", key]);
  if (row === undefined) throw new Error(`${key} is gone`);
  return row;
};
async function stored(): Promise<number> {
  let count = 0;
  for await (const _ of blobs.list()) count++;
  return count;
}
async function bytesOf(row: ObjectRow): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await objectBytes(context, row, undefined)) as AsyncIterable<Uint8Array>)
    chunks.push(chunk);
  return Buffer.concat(chunks);
}
const lastTimer = (): DurableTimer => {
  const timer = timers.pop();
  if (timer === undefined) throw new Error("nothing is scheduled");
  return timer;
};
const text = Buffer.alloc(3_000_000, "line after line\n");

it("run twice, it compresses once", async () => {
  await put("twice", text);
  const timer = lastTimer();
  await run(timer);
  const once = await rowOf("twice");
  expect(once.compressed?.storedBytes).toBeLessThan(10_000);
  const before = await stored();
  await run(timer);
  expect(await rowOf("twice")).toEqual(once);
  expect(await stored()).toBe(before);
  expect((await bytesOf(once)).equals(text)).toBe(true);
});

it("an object that was replaced, or is replaced meanwhile, is left alone", async () => {
  const first = await put("replaced", text);
  const timer = lastTimer();
  const second = await put("replaced", Buffer.from("new"), "STANDARD");
  await run(timer);
  expect(await rowOf("replaced")).toEqual(second);
  const before = await stored();
  const asCompressed = async () => ({ blob: await blobs.put(text), storedBytes: text.length });
  await nameCompressed(context, ["b", "replaced"], { ...second, blobId: first.blobId }, await asCompressed());
  await nameCompressed(context, ["b", "absent"], first, await asCompressed());
  expect(await rowOf("replaced")).toEqual(second);
  expect(await stored()).toBe(before);
});

it("only what lies in an archive class and is not empty is compressed", async () => {
  await put("warm", text, "GLACIER_IR");
  await put("empty", Buffer.alloc(0));
  expect(timers).toEqual([]);
});

it("what does not shrink stays as it is, and is not tried again", async () => {
  for (const sizeBytes of [10, 2_000_000]) {
    const row = await put("chance", randomBytes(sizeBytes));
    const before = await stored();
    await run(lastTimer());
    const after = await rowOf("chance");
    expect(after).toEqual({ ...row, isDense: true });
    expect(await stored()).toBe(before);
    await moveToClass(context, { bucket: "b", key: "chance", row: after }, "DEEP_ARCHIVE", undefined);
    expect(timers).toEqual([]);
  }
});

it("a missing blob is left to whoever reads it", async () => {
  const row = await put("missing", text);
  await blobs.delete(row.blobId);
  await run(lastTimer());
  expect(await rowOf("missing")).toEqual(row);
});

it("aborted, it leaves nothing behind and is run again", async () => {
  const row = await put("aborted", text);
  const before = await stored();
  const timer = lastTimer();
  await expect(run(timer, AbortSignal.abort(new Error("closing")))).rejects.toThrow("closing");
  expect(await rowOf("aborted")).toEqual(row);
  expect(await stored()).toBe(before);
  await run(timer);
  expect((await rowOf("aborted")).compressed).toBeDefined();
});
