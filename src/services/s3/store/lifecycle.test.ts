// Lifecycle actions look again before they do anything: a scan beside writes may have misplaced a version.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";
import { openLmdb } from "../../../engines/keyvalue/lmdb.ts";
import { VirtualClock } from "../../../kit/clock.ts";
import type { S3Context } from "../context.ts";
import type { NamedBucket } from "./buckets.ts";
import { expireCurrent, expireMarker, expireNoncurrent, moveToClass } from "./lifecycle.ts";
import { buckets, type ObjectContent, objects, type VersionRow, versions } from "./tables.ts";
import { putDeleteMarker, putVersion } from "./versions.ts";

const folder = await mkdtemp(join(tmpdir(), "forebay-s3-lifecycle-"));
const keyvalue = await openLmdb(folder);
afterAll(async () => {
  await keyvalue.close();
  await rm(folder, { recursive: true });
});
const jobs = { schedule: async () => {}, ensure: async () => {} };
const context = { keyvalue, clock: new VirtualClock(), jobs } as unknown as S3Context;
const bucket = { name: "b", versioning: "Enabled", account: "1" } as unknown as NamedBucket;
let round = 0;
let key = "";
beforeEach(async () => {
  key = `key ${round++}`;
  await keyvalue.transact((transaction) => buckets.put(transaction, ["b"], { ...bucket }));
});

const at = (): readonly [string, string] => ["b", key];
const write = (day: number): Promise<VersionRow> => {
  const content = { blobId: `${key} ${day}`, lastModified: new Date(day * 86_400_000), storageClass: "STANDARD" };
  return keyvalue.transact(async (transaction) =>
    putVersion(
      context,
      transaction,
      bucket,
      key,
      await objects.get(transaction, at()),
      content as unknown as ObjectContent,
    ),
  );
};
const mark = (): Promise<VersionRow> =>
  keyvalue.transact(async (transaction) =>
    putDeleteMarker(context, transaction, bucket, key, await objects.get(transaction, at())),
  );
async function kept(): Promise<string[]> {
  const orders: string[] = [];
  for await (const { row } of versions.scan(keyvalue, { prefix: at() })) orders.push(row.order);
  return orders;
}

it("a version that has only just been replaced is not as old as it is itself", async () => {
  const old = await write(1);
  await write(2);
  const target = { bucket: "b", key, row: old };
  await expireNoncurrent(context, target, new Date(86_400_000));
  await moveToClass(context, target, "GLACIER", new Date(86_400_000));
  expect(await versions.get(keyvalue, [...at(), old.order])).toMatchObject({ storageClass: "STANDARD" });
  await moveToClass(context, target, "GLACIER", new Date(2 * 86_400_000));
  expect(await versions.get(keyvalue, [...at(), old.order])).toMatchObject({ storageClass: "GLACIER" });
  await expireNoncurrent(context, target, new Date(2 * 86_400_000));
  expect(await kept()).toEqual([]);
});

it("what is not current any more does not expire as if it were", async () => {
  const old = await write(1);
  const current = await write(2);
  await expireCurrent(context, { bucket: "b", key, row: old });
  await moveToClass(context, { bucket: "b", key, row: old }, "GLACIER", undefined);
  expect(await objects.get(keyvalue, at())).toMatchObject({ order: current.order, storageClass: "STANDARD" });
  expect(await kept()).toEqual([old.order]);
});

it("a delete marker goes only while nothing else is left", async () => {
  const first = await write(1);
  const marker = await mark();
  await expireMarker(context, { bucket: "b", key, row: marker });
  expect(await kept()).toEqual([marker.order, first.order]);
  await expireNoncurrent(context, { bucket: "b", key, row: first }, (marker as { lastModified: Date }).lastModified);
  await expireMarker(context, { bucket: "b", key, row: marker });
  expect(await kept()).toEqual([]);
});
