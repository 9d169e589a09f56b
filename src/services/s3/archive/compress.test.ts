// The job that compresses: run again, or beside changes of the object, it does no harm.
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { Blobs } from "../../../engines/blobs/blobs.ts";
import { openFiles } from "../../../engines/blobs/files.ts";
import { openLmdb } from "../../../engines/keyvalue/lmdb.ts";
import { VirtualClock } from "../../../kit/clock.ts";
import { EngineError } from "../../../kit/errors.ts";
import type { DurableTimer } from "../../../kit/jobs.ts";
import type { S3Context } from "../context.ts";
import { objectBytes } from "../encryption/object-bytes.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { nameCompressed } from "../store/compression.ts";
import { queuedCompressions } from "../store/compressions.ts";
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
const jobs = { ensure: async (timer: DurableTimer) => void timers.push(timer) };
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
const run = (aborts = signal, attempt = 1, on = context): Promise<unknown> =>
  compressionJobs.compress({ kind: "compress", key: "", dueMs: 0, payload: undefined, attempt, signal: aborts }, on);
/** Keys of what waits. */
const queued = async (): Promise<string[]> => (await queuedCompressions(context, undefined, 100)).map(({ key }) => key);
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
const halfChance = (sizeBytes: number): Buffer => Buffer.from(randomBytes(sizeBytes / 2).toString("hex"));

/** The engine on a disk that has no room for one blob of this size. */
const withRoomFor = (sizeBytes: number): Blobs => ({
  put: (source) => {
    async function* limited(): AsyncIterable<Uint8Array> {
      let sum = 0;
      for await (const chunk of source as AsyncIterable<Uint8Array>) {
        sum += chunk.length;
        if (sum > sizeBytes / 2) throw new EngineError("blobs", "disk-full", "no room");
        yield chunk;
      }
    }
    return blobs.put(limited());
  },
  reserve: () => blobs.reserve(),
  putPiece: (reserved, offset, source) => blobs.putPiece(reserved, offset, source),
  concat: (ids) => blobs.concat(ids),
  get: (id, range) => blobs.get(id, range),
  delete: (id) => blobs.delete(id),
  list: () => blobs.list(),
  close: () => blobs.close(),
});
const text = Buffer.alloc(3_000_000, "line after line\n");

it("run twice, it compresses once", async () => {
  await put("twice", text);
  await run();
  const once = await rowOf("twice");
  expect(once.compressed?.storedBytes).toBeLessThan(10_000);
  const before = await stored();
  await run();
  expect(await rowOf("twice")).toEqual(once);
  expect(await stored()).toBe(before);
  expect((await bytesOf(once)).equals(text)).toBe(true);
});

it("an object that was replaced, or is replaced meanwhile, is left alone", async () => {
  const first = await put("replaced", text);
  const second = await put("replaced", Buffer.from("new"), "STANDARD");
  await run();
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
  expect(await queued()).toEqual([]);
});

it("what does not shrink stays as it is, and is not tried again", async () => {
  for (const sizeBytes of [10, 2_000_000]) {
    const row = await put("chance", randomBytes(sizeBytes));
    const before = await stored();
    await run();
    const after = await rowOf("chance");
    expect(after).toEqual({ ...row, isDense: true });
    expect(await stored()).toBe(before);
    await moveToClass(context, { bucket: "b", key: "chance", row: after }, "DEEP_ARCHIVE", undefined);
    expect(await queued()).toEqual([]);
  }
});

it("a missing blob is left to whoever reads it", async () => {
  const row = await put("missing", text);
  await blobs.delete(row.blobId);
  await run();
  expect(await rowOf("missing")).toEqual(row);
});

it("aborted, it leaves nothing behind and is run again", async () => {
  const row = await put("aborted", text);
  expect(timers.at(-1)).toMatchObject({ kind: "compress", key: "" });
  const before = await stored();
  await expect(run(AbortSignal.abort(new Error("closing")))).rejects.toThrow("closing");
  expect(await rowOf("aborted")).toEqual(row);
  expect(await stored()).toBe(before);
  await run();
  expect((await rowOf("aborted")).compressed).toBeDefined();
  expect(await queued()).toEqual([]);
});

it("on a full disk smaller objects go on, and the others wait", async () => {
  const full = { ...context, blobs: withRoomFor(2_000_000) };
  const sizes = { a: 2_500_000, b: 1_000_000, c: 2_900_000, d: 1_500_000 };
  const rows = new Map<string, ObjectRow>();
  for (const [key, sizeBytes] of Object.entries(sizes)) rows.set(key, await put(key, halfChance(sizeBytes)));
  const before = await stored();
  await expect(run(signal, 2, full)).rejects.toMatchObject({ kind: "disk-full" });
  expect(await queued()).toEqual(["a", "c"]);
  for (const key of ["a", "c"]) expect(await rowOf(key)).toEqual(rows.get(key));
  for (const key of ["b", "d"]) expect((await rowOf(key)).compressed).toBeDefined();
  expect(await stored()).toBe(before + 2);
  await run(signal, 3);
  expect(await queued()).toEqual([]);
  expect((await rowOf("c")).compressed).toBeDefined();
});
