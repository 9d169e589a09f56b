// What lifecycle rules do to rows: each action is one transaction, which looks again whether it is still due.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { queueCompression } from "../archive/queue.ts";
import type { S3Context } from "../context.ts";
import { noteLeaving } from "../ledger/leaving.ts";
import { S3_CAUSE } from "../notifications/cause.ts";
import type { EventName } from "../notifications/event-types.ts";
import { announce } from "../notifications/queue.ts";
import type { ObjectEvent } from "../notifications/record.ts";
import { isRemovable } from "../object-lock.ts";
import type { LifecycleSetting } from "../lifecycle/rule.ts";
import { findBucket, type NamedBucket } from "./buckets.ts";
import { configurationOf } from "./configuration-rows.ts";
import { buckets, isDeleteMarker, objects, type VersionRow, versions } from "./tables.ts";
import { putDeleteMarker, removeVersion, updateVersion } from "./versions.ts";

/** Buckets that have rules. */
export async function* bucketsWithLifecycle(context: S3Context): AsyncIterable<string> {
  for await (const { key, row } of buckets.scan(context.keyvalue)) if (row.hasLifecycle === true) yield String(key[0]);
}

export async function lifecycleOf(context: S3Context, bucket: NamedBucket): Promise<LifecycleSetting | undefined> {
  return bucket.hasLifecycle === true ? configurationOf(context.keyvalue, bucket.name, "lifecycle") : undefined;
}

export interface Target {
  readonly bucket: string;
  readonly key: string;
  readonly row: VersionRow;
}

async function tell(
  context: S3Context,
  transaction: Transaction,
  bucket: NamedBucket | undefined,
  name: EventName,
  key: string,
  row: VersionRow,
  more?: ObjectEvent["more"],
): Promise<void> {
  if (bucket !== undefined) await announce(context, transaction, bucket, { name, key, row, cause: S3_CAUSE, more });
}

/** The current object expires: it goes, or in versioned buckets a delete marker covers it. */
export function expireCurrent(context: S3Context, { bucket: name, key, row }: Target): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    const bucket = await findBucket(transaction, name);
    const current = await objects.get(transaction, [name, key]);
    if (bucket === undefined || current === undefined || current.order !== row.order) return;
    if (bucket.versioning !== undefined) {
      const marker = await putDeleteMarker(context, transaction, bucket, key, current);
      await tell(context, transaction, bucket, "LifecycleExpiration:DeleteMarkerCreated", key, marker);
      return;
    }
    await removeVersion(context, transaction, [name, key], { row: current, isCurrent: true });
    await tell(context, transaction, bucket, "LifecycleExpiration:Delete", key, current);
  });
}

/**
 * A version that is not current goes for good, unless an object lock protects it, or it is so since another time than
 * `since`: a scan that ran beside writes may have seen it in the wrong place.
 */
export function expireNoncurrent(context: S3Context, { bucket, key, row }: Target, since: Date): Promise<void> {
  const at = [bucket, key] as const;
  return context.keyvalue.transact(async (transaction) => {
    const found = await versions.get(transaction, [...at, row.order]);
    if (found === undefined || !isSince(since, await noncurrentSince(transaction, at, found))) return;
    if (!isDeleteMarker(found) && !isRemovable(found, context.clock.now(), false)) return;
    await removeVersion(context, transaction, at, { row: found, isCurrent: false });
    await tell(context, transaction, await findBucket(transaction, bucket), "LifecycleExpiration:Delete", key, found);
  });
}

/** A delete marker goes when it is all that is left of its key. */
export function expireMarker(context: S3Context, { bucket, key, row }: Target): Promise<void> {
  const at = [bucket, key] as const;
  return context.keyvalue.transact(async (transaction) => {
    if ((await objects.get(transaction, at)) !== undefined) return;
    const left: VersionRow[] = [];
    for await (const one of versions.scan(transaction, { prefix: at, limit: 2 })) left.push(one.row);
    const [only] = left;
    if (only === undefined || left.length > 1 || only.order !== row.order || !isDeleteMarker(only)) return;
    await removeVersion(context, transaction, at, { row: only, isCurrent: false });
    await tell(context, transaction, await findBucket(transaction, bucket), "LifecycleExpiration:Delete", key, only);
  });
}

/** When a newer version took its place; undefined for the latest. */
async function noncurrentSince(
  transaction: Transaction,
  at: readonly [bucket: string, key: string],
  { order, noncurrentSince: since }: VersionRow,
): Promise<Date | undefined> {
  if (since !== undefined) return since;
  const newer = { prefix: at, after: [...at, order], reverse: true, limit: 1 };
  for await (const { row } of versions.scan(transaction, newer)) return row.lastModified;
  return (await objects.get(transaction, at))?.lastModified;
}

const isSince = (expected: Date | undefined, found: Date | undefined): boolean =>
  expected?.getTime() === found?.getTime();

/** Moves a version to another storage class; its bytes and its time stay. `since`: undefined for the current one. */
export function moveToClass(
  context: S3Context,
  { bucket, key, row }: Target,
  storageClass: string,
  since: Date | undefined,
): Promise<void> {
  const at = [bucket, key] as const;
  const isCurrent = since === undefined;
  return context.keyvalue.transact(async (transaction) => {
    const found = isCurrent ? await objects.get(transaction, at) : await versions.get(transaction, [...at, row.order]);
    if (found === undefined || isDeleteMarker(found) || found.order !== row.order) return;
    if (!isCurrent && !isSince(since, await noncurrentSince(transaction, at, found))) return;
    const atMs = context.clock.now();
    noteLeaving(transaction, { bucket, key, row: found, atMs, to: storageClass });
    const moved = { ...found, storageClass, restore: undefined, classSince: new Date(atMs) };
    updateVersion(transaction, at, { row: found, isCurrent }, moved);
    await queueCompression(context, transaction, at, moved);
    const more = { lifecycleEventData: { transitionEventData: { destinationStorageClass: storageClass } } };
    await tell(context, transaction, await findBucket(transaction, bucket), "LifecycleTransition", key, moved, more);
  });
}
