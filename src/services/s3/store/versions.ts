// The versions of an object: the current one in `objects`, older ones and delete markers in `versions`, newest first.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { unversionedDestination } from "../configurations/replication.ts";
import { queueCompression } from "../archive/queue.ts";
import type { S3Context } from "../context.ts";
import { noteLeaving } from "../ledger/leaving.ts";
import type { Named, ScanStart } from "../listing.ts";
import { withReplication } from "../replication/queue.ts";
import { newVersionId, NULL_VERSION, ORDER_LAST, orderAt, orderOf } from "../version-id.ts";
import { abandonAnnotations } from "./annotation-rows.ts";
import type { NamedBucket } from "./buckets.ts";
import { discard } from "./discarded.ts";
import {
  contentId,
  type DeleteMarkerRow,
  isDeleteMarker,
  nullVersions,
  type ObjectContent,
  objectParts,
  type ObjectRow,
  objects,
  promoted,
  type VersionRow,
  versions,
} from "./tables.ts";

/** Whole seconds: S3 keeps no finer time. */
export const lastModifiedAt = (nowMs: number): Date => new Date(Math.floor(nowMs / 1000) * 1000);

type At = readonly [bucket: string, key: string];

export interface FoundVersion {
  readonly row: VersionRow;
  /** Whether it stands in `objects`. */
  readonly isCurrent: boolean;
}

export const versionIdOf = ({ versionId }: { readonly versionId: string | undefined }): string =>
  versionId ?? NULL_VERSION;

export async function findVersion(reads: Reads, at: At, versionId: string): Promise<FoundVersion | undefined> {
  // Once more at the end: outside a transaction it may become current while this reads.
  return (
    (await findCurrent(reads, at, versionId)) ??
    (await findKept(reads, at, versionId)) ??
    (await findCurrent(reads, at, versionId))
  );
}

async function findCurrent(reads: Reads, at: At, versionId: string): Promise<FoundVersion | undefined> {
  const row = await objects.get(reads, at);
  return row !== undefined && versionIdOf(row) === versionId ? { row, isCurrent: true } : undefined;
}

async function findKept(reads: Reads, at: At, versionId: string): Promise<FoundVersion | undefined> {
  const order = versionId === NULL_VERSION ? (await nullVersions.get(reads, at))?.order : orderOf(versionId);
  const row = order === undefined ? undefined : await versions.get(reads, [...at, order]);
  return row !== undefined && versionIdOf(row) === versionId ? { row, isCurrent: false } : undefined;
}

/** By its place among the versions of its key. */
export async function findPlaced(reads: Reads, at: At, order: string): Promise<FoundVersion | undefined> {
  const current = await objects.get(reads, at);
  if (current?.order === order) return { row: current, isCurrent: true };
  const kept = await versions.get(reads, [...at, order]);
  if (kept !== undefined) return { row: kept, isCurrent: false };
  const promotedNow = await objects.get(reads, at); // as in `findVersion`
  return promotedNow?.order === order ? { row: promotedNow, isCurrent: true } : undefined;
}

/** The newest version that is not in `objects`. */
export async function newestKept(reads: Reads, at: At): Promise<VersionRow | undefined> {
  for await (const { row } of versions.scan(reads, { prefix: at, limit: 1 })) return row;
  return undefined;
}

/**
 * Makes `content` the current version; `current` stands there now. What it replaces, by the bucket's versioning, goes.
 * Errors: InvalidRequest for a replica where versions are not kept.
 */
export async function putVersion(
  context: S3Context,
  transaction: Transaction,
  bucket: NamedBucket,
  key: string,
  current: ObjectRow | undefined,
  content: ObjectContent,
): Promise<ObjectRow> {
  const at: At = [bucket.name, key];
  const { replicaOf, ...own } = content;
  if (replicaOf !== undefined && bucket.versioning !== "Enabled") throw unversionedDestination();
  if (replicaOf !== undefined) {
    const { parts, ...place } = replicaOf;
    const replica = putReplica(transaction, at, current, { ...own, ...place });
    if (parts.length > 0)
      objectParts.put(transaction, [contentId(replica)], {
        parts: parts.map((part) => ({ ...part, salt: undefined })),
      });
    await queueCompression(context, transaction, at, replica);
    return replica;
  }
  const newest = await newestOf(transaction, bucket, at, current);
  const written = { ...own, ...nextPlace(context, bucket, newest) };
  const row = await withReplication(context, transaction, bucket, key, written);
  await makeRoom(context, transaction, bucket, at, newest, row.lastModified);
  objects.put(transaction, at, row);
  await queueCompression(context, transaction, at, row);
  return row;
}

/** A replica stands where its source does: below what was written later. */
function putReplica(transaction: Transaction, at: At, current: ObjectRow | undefined, row: ObjectRow): ObjectRow {
  if (current !== undefined && current.order <= row.order) keep(transaction, at, row);
  else {
    if (current !== undefined) keep(transaction, at, current);
    objects.put(transaction, at, row);
  }
  return row;
}

/** A delete marker's replica stands where its source does, too. Errors: InvalidRequest where versions are not kept. */
export async function putMarkerReplica(
  transaction: Transaction,
  bucket: NamedBucket,
  key: string,
  current: ObjectRow | undefined,
  { order, versionId, lastModified }: DeleteMarkerRow,
): Promise<DeleteMarkerRow> {
  if (bucket.versioning !== "Enabled") throw unversionedDestination();
  const at: At = [bucket.name, key];
  const row = { order, versionId, lastModified, deleteMarker: true } as const;
  const newest = await newestOf(transaction, bucket, at, current);
  if (newest !== undefined && order < newest.order) {
    keep(transaction, at, { ...newest, noncurrentSince: lastModified });
    objects.delete(transaction, at);
  }
  keep(transaction, at, row);
  return row;
}

/** Puts a delete marker on top, for buckets that are or were versioned. */
export async function putDeleteMarker(
  context: S3Context,
  transaction: Transaction,
  bucket: NamedBucket,
  key: string,
  current: ObjectRow | undefined,
): Promise<DeleteMarkerRow> {
  const at: At = [bucket.name, key];
  const newest = await newestOf(transaction, bucket, at, current);
  const place = nextPlace(context, bucket, newest);
  const row = { ...place, deleteMarker: true, lastModified: lastModifiedAt(context.clock.now()) } as const;
  await makeRoom(context, transaction, bucket, at, newest, row.lastModified);
  objects.delete(transaction, at);
  keep(transaction, at, row);
  return withReplication(context, transaction, bucket, key, row);
}

const newestOf = async (
  transaction: Transaction,
  { versioning }: NamedBucket,
  at: At,
  current: ObjectRow | undefined,
): Promise<VersionRow | undefined> =>
  current ?? (versioning === undefined ? undefined : await newestKept(transaction, at));

function nextPlace(
  context: S3Context,
  { versioning }: NamedBucket,
  newest: VersionRow | undefined,
): Pick<ObjectRow, "order" | "versionId"> {
  const order = orderAt(context.clock.now(), newest?.order);
  return { order, versionId: versioning === "Enabled" ? newVersionId(order) : undefined };
}

/** Enabled: every version stays. Otherwise there is one `null` version, and the new one takes its place. */
async function makeRoom(
  context: S3Context,
  transaction: Transaction,
  { versioning }: NamedBucket,
  at: At,
  newest: VersionRow | undefined,
  noncurrentSince: Date,
): Promise<void> {
  if (newest !== undefined && !isDeleteMarker(newest) && versioning !== "Enabled" && newest.versionId === undefined)
    return letGo(context, transaction, at, newest);
  if (newest !== undefined) keep(transaction, at, { ...newest, noncurrentSince });
  if (versioning !== "Suspended") return;
  const replaced = await findVersion(transaction, at, NULL_VERSION);
  if (replaced !== undefined && !replaced.isCurrent) drop(context, transaction, at, replaced.row);
}

function keep(transaction: Transaction, at: At, row: VersionRow): void {
  versions.put(transaction, [...at, row.order], row);
  if (row.versionId === undefined) nullVersions.put(transaction, at, { order: row.order });
}

function drop(context: S3Context, transaction: Transaction, at: At, row: VersionRow): void {
  take(transaction, at, row);
  if (!isDeleteMarker(row)) letGo(context, transaction, at, row);
}

/** What became of nobody: its blob goes with its parts, and is no longer stored. */
export function letGo(context: S3Context, transaction: Transaction, [bucket, key]: At, row: ObjectRow): void {
  discard(context, transaction, [row.blobId]);
  objectParts.delete(transaction, [contentId(row)]);
  if (row.annotated === true) abandonAnnotations(transaction, contentId(row));
  noteLeaving(transaction, { bucket, key, row, atMs: context.clock.now(), to: undefined });
}

function take(transaction: Transaction, at: At, row: VersionRow): void {
  versions.delete(transaction, [...at, row.order]);
  if (row.versionId === undefined) nullVersions.delete(transaction, at);
}

/** Removes a version for good. When it was the latest, the next one is current again, unless that is a delete marker. */
export async function removeVersion(
  context: S3Context,
  transaction: Transaction,
  at: At,
  { row, isCurrent }: FoundVersion,
): Promise<void> {
  if (!isCurrent) drop(context, transaction, at, row);
  else {
    objects.delete(transaction, at);
    if (!isDeleteMarker(row)) letGo(context, transaction, at, row);
  }
  if (!isCurrent && (await objects.get(transaction, at)) !== undefined) return;
  const newest = await newestKept(transaction, at);
  if (newest === undefined) return;
  const next = { ...newest, noncurrentSince: undefined };
  if (isDeleteMarker(next)) {
    if (newest.noncurrentSince !== undefined) versions.put(transaction, [...at, next.order], next);
    return;
  }
  take(transaction, at, next);
  objects.put(transaction, at, next);
  promoted.put(transaction, [context.clock.now(), next.blobId], {});
}

/** Puts what changed of a version, which stays where it is. */
export function updateVersion(transaction: Transaction, at: At, found: FoundVersion, row: ObjectRow): void {
  const { row: before, isCurrent } = found;
  const usedMs = row.tiering?.accessedAt.getTime();
  if (usedMs !== undefined && !isDeleteMarker(before) && before.tiering?.accessedAt.getTime() !== usedMs)
    noteLeaving(transaction, { bucket: at[0], key: at[1], row: before, atMs: usedMs, to: undefined });
  if (isCurrent) objects.put(transaction, at, row);
  else versions.put(transaction, [...at, row.order], row);
}

export interface ListedVersion {
  readonly version: VersionRow;
  readonly isLatest: boolean;
}

/** After a version: those of the same key that are older, then the keys that follow. */
export type VersionStart = ScanStart | { readonly after: string; readonly order: string };

/** All versions in the order of keys, newest first within a key. */
export async function* scanVersions(
  context: S3Context,
  bucket: string,
  start: VersionStart,
  limit: number,
): AsyncIterable<Named<ListedVersion>> {
  const reads = context.keyvalue;
  const [objectRange, versionRange] = rangesOf(bucket, start);
  const current = objects.scan(reads, { prefix: [bucket], ...objectRange, limit: limit + 1 })[Symbol.asyncIterator]();
  const kept = versions.scan(reads, { prefix: [bucket], ...versionRange, limit: limit + 1 })[Symbol.asyncIterator]();
  let lastName =
    "order" in start && (await hasNewer(reads, [bucket, start.after], start.order)) ? start.after : undefined;
  try {
    let [object, version] = [await current.next(), await kept.next()];
    while (!object.done || !version.done) {
      const takesObject = !object.done && (version.done === true || !comesBefore(version.value, object.value));
      const { key, row } = (takesObject ? object.value : version.value) as { key: readonly unknown[]; row: VersionRow };
      const name = String(key[1]);
      const isPast = "order" in start && takesObject && name === start.after && row.order <= start.order;
      if (!isPast) yield { name, row: { version: row, isLatest: name !== lastName } };
      if (!isPast) lastName = name;
      if (takesObject) object = await current.next();
      else version = await kept.next();
    }
  } finally {
    await current.return?.();
    await kept.return?.();
  }
}

function rangesOf(bucket: string, start: VersionStart) {
  if ("from" in start) return [{ from: [bucket, start.from] }, { from: [bucket, start.from] }] as const;
  if ("order" in start)
    return [{ from: [bucket, start.after] }, { after: [bucket, start.after, start.order] }] as const;
  return [{ after: [bucket, start.after] }, { after: [bucket, start.after, ORDER_LAST] }] as const;
}

type Entry = { readonly key: readonly (string | number | bigint)[] };

/** The current version of a key is before its kept ones. */
const comesBefore = (version: Entry, object: Entry): boolean =>
  Buffer.compare(Buffer.from(String(version.key[1])), Buffer.from(String(object.key[1]))) < 0;

async function hasNewer(reads: Reads, at: At, order: string): Promise<boolean> {
  const current = await objects.get(reads, at);
  if (current !== undefined && current.order <= order) return true;
  const newest = await newestKept(reads, at);
  return newest !== undefined && newest.order <= order;
}

/** Where the `null` version of a key stands, if it has one. */
export async function nullVersionOrder(reads: Reads, at: At): Promise<string | undefined> {
  return (await findVersion(reads, at, NULL_VERSION))?.row.order;
}
