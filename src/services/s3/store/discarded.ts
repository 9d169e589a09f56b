// Blobs that were replaced or deleted: kept for a while for whoever reads them, then removed by the collector.
import type { BlobId } from "../../../engines/blobs/blobs.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { S3Context } from "../context.ts";
import { annotationBlobs } from "./annotation-rows.ts";
import { discarded, isDeleteMarker, objects, parts, promoted, uploads, versions } from "./tables.ts";

/** Notes, in the transaction that removes the rows naming them, that these blobs may go. */
export function discard(context: S3Context, transaction: Transaction, blobIds: readonly BlobId[]): void {
  const [one] = blobIds;
  if (one === undefined) return;
  discarded.put(transaction, [context.clock.now(), one], { blobIds });
}

/** Removes blobs discarded before `beforeMs`, the oldest first, at most `rowsMax` rows. Answers whether there were more. */
export async function removeDiscarded(context: S3Context, beforeMs: number, rowsMax: number): Promise<boolean> {
  let rows = 0;
  for await (const { key, row } of discarded.scan(context.keyvalue, { limit: rowsMax + 1 })) {
    if (Number(key[0]) > beforeMs) return false;
    if (++rows > rowsMax) return true;
    for (const id of row.blobIds) await context.blobs.delete(id);
    await context.keyvalue.transact((transaction) => discarded.delete(transaction, key));
  }
  return false;
}

/**
 * Which of `candidates` no row names. A blob moves from parts and objects to versions to the discarded while this reads,
 * so they are read in that order. One that moves back, as a version that becomes current again, is noted as promoted.
 */
export async function unnamedBlobs(context: S3Context, candidates: ReadonlySet<BlobId>): Promise<Set<BlobId>> {
  const unnamed = new Set(candidates);
  await forgetPromoted(context);
  for await (const { row } of parts.scan(context.keyvalue)) unnamed.delete(row.blobId);
  for await (const { row } of uploads.scan(context.keyvalue)) unnamed.delete(row.assembly?.blobId ?? "");
  for await (const { row } of objects.scan(context.keyvalue)) unnamed.delete(row.blobId);
  for await (const { row } of versions.scan(context.keyvalue)) if (!isDeleteMarker(row)) unnamed.delete(row.blobId);
  for await (const id of annotationBlobs(context)) unnamed.delete(id);
  for await (const { key } of promoted.scan(context.keyvalue)) unnamed.delete(String(key[1]));
  for await (const { row } of discarded.scan(context.keyvalue)) for (const id of row.blobIds) unnamed.delete(id);
  return unnamed;
}

/** What was promoted before a sweep begins is where the sweep finds it. */
async function forgetPromoted(context: S3Context): Promise<void> {
  for await (const { key } of promoted.scan(context.keyvalue))
    await context.keyvalue.transact((transaction) => promoted.delete(transaction, key));
}

/** Runs `commit`, which is to name the blobs; when it fails nothing ever will, and they go at once. */
export async function committing<Result>(
  context: S3Context,
  blobIds: readonly BlobId[],
  commit: () => Promise<Result>,
): Promise<Result> {
  try {
    return await commit();
  } catch (error) {
    for (const id of blobIds) await context.blobs.delete(id);
    throw error;
  }
}
