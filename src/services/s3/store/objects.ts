// Objects in the key-value engine: one row each, replaced in one transaction.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { checkWriteConditions, type WriteConditions } from "../conditions.ts";
import type { S3Context } from "../context.ts";
import { noSuchKey } from "../errors.ts";
import type { Named, ScanStart } from "../listing.ts";
import { type BucketAddress, requireBucket } from "./buckets.ts";
import { committing, discard } from "./discarded.ts";
import { type ObjectPart, objectParts, type ObjectRow, objects, type Tag } from "./tables.ts";

export interface ObjectAddress extends BucketAddress {
  readonly Key: string;
}

/** Whole seconds: S3 keeps no finer time. */
export const lastModifiedAt = (nowMs: number): Date => new Date(Math.floor(nowMs / 1000) * 1000);
export const wholeSeconds = (at: Date): Date => lastModifiedAt(at.getTime());

/** Errors: NoSuchBucket, NoSuchKey, AccessDenied. */
export async function requireObject(reads: Reads, address: ObjectAddress): Promise<ObjectRow> {
  const bucket = await requireBucket(reads, address);
  const key = address.Key;
  const row = await objects.get(reads, [bucket.name, key]);
  if (row === undefined) throw noSuchKey(key);
  return row;
}

/**
 * Puts the row that names a new blob; the blob goes when that fails.
 * Errors: NoSuchBucket, PreconditionFailed and NoSuchKey by the conditions.
 */
export function putObjectRow(
  context: S3Context,
  address: ObjectAddress,
  row: ObjectRow,
  conditions: WriteConditions,
): Promise<void> {
  return committing(context, [row.blobId], () =>
    context.keyvalue.transact(async (transaction) => {
      const bucket = await requireBucket(transaction, address);
      const key = address.Key;
      const current = await objects.get(transaction, [bucket.name, key]);
      checkWriteConditions(conditions, key, current);
      replaceObject(context, transaction, [bucket.name, key], current, row);
    }),
  );
}

export function replaceObject(
  context: S3Context,
  transaction: Transaction,
  at: readonly [bucket: string, key: string],
  current: ObjectRow | undefined,
  row: ObjectRow,
): void {
  objects.put(transaction, at, row);
  if (current !== undefined) discard(context, transaction, [current.blobId]);
}

/** Does nothing when there is no such object. Errors: NoSuchBucket, PreconditionFailed, NoSuchKey by the condition. */
export function deleteObjectRow(
  context: S3Context,
  address: ObjectAddress,
  ifMatch: string | undefined,
): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    const bucket = await requireBucket(transaction, address);
    await removeObject(context, transaction, bucket.name, address.Key, ifMatch);
  });
}

export async function removeObject(
  context: S3Context,
  transaction: Transaction,
  bucket: string,
  key: string,
  ifMatch: string | undefined,
): Promise<void> {
  const current = await objects.get(transaction, [bucket, key]);
  checkWriteConditions({ IfMatch: ifMatch }, key, current);
  if (current === undefined) return;
  objects.delete(transaction, [bucket, key]);
  discard(context, transaction, [current.blobId]);
}

/** Errors: NoSuchBucket, NoSuchKey. */
export function putObjectTags(context: S3Context, address: ObjectAddress, tags: readonly Tag[]): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    const row = await requireObject(transaction, address);
    objects.put(transaction, [address.Bucket, address.Key], { ...row, tags });
  });
}

/** The parts a multipart object was uploaded in; empty for a single PUT. */
export async function partsOf(context: S3Context, row: ObjectRow): Promise<readonly ObjectPart[]> {
  if (row.partsCount === undefined) return [];
  return (await objectParts.get(context.keyvalue, [row.blobId]))?.parts ?? [];
}

export async function* scanObjects(
  context: S3Context,
  bucket: string,
  start: ScanStart,
  limit: number,
): AsyncIterable<Named<ObjectRow>> {
  const range = "from" in start ? { from: [bucket, start.from] } : { after: [bucket, start.after] };
  for await (const { key, row } of objects.scan(context.keyvalue, { prefix: [bucket], ...range, limit }))
    yield { name: String(key[1]), row };
}
