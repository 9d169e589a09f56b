// What lifecycle rules do to rows: each action is one transaction, which looks again whether it is still due.
import type { S3Context } from "../context.ts";
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

/** The current object expires: it goes, or in versioned buckets a delete marker covers it. */
export function expireCurrent(context: S3Context, { bucket: name, key, row }: Target): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    const bucket = await findBucket(transaction, name);
    const current = await objects.get(transaction, [name, key]);
    if (bucket === undefined || current === undefined || current.order !== row.order) return;
    if (bucket.versioning !== undefined) await putDeleteMarker(context, transaction, bucket, key, current);
    else await removeVersion(context, transaction, [name, key], { row: current, isCurrent: true });
  });
}

/** A version or a delete marker goes for good, unless an object lock protects it. */
export function expireVersion(context: S3Context, { bucket, key, row }: Target): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    const found = await versions.get(transaction, [bucket, key, row.order]);
    if (found === undefined || (!isDeleteMarker(found) && !isRemovable(found, context.clock.now(), false))) return;
    await removeVersion(context, transaction, [bucket, key], { row: found, isCurrent: false });
  });
}

/** Moves a version to another storage class; its bytes and its time stay. */
export function moveToClass(
  context: S3Context,
  target: Target,
  storageClass: string,
  isCurrent: boolean,
): Promise<void> {
  const { bucket, key, row } = target;
  const at = [bucket, key] as const;
  return context.keyvalue.transact(async (transaction) => {
    const found = isCurrent
      ? await objects.get(transaction, at)
      : await versions.get(transaction, [bucket, key, row.order]);
    if (found === undefined || isDeleteMarker(found) || found.order !== row.order) return;
    updateVersion(transaction, at, { row: found, isCurrent }, { ...found, storageClass, restore: undefined });
  });
}
