// The durable queue of compression: a row for each version that comes into an archive, put in the transaction that brings it there.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { S3Context } from "../context.ts";
import { COMPRESSED_OBJECT_MAX_BYTES } from "../limits.ts";
import { isArchive } from "../storage-class.ts";
import { putCompression } from "../store/compressions.ts";
import type { ObjectRow } from "../store/tables.ts";

export const COMPRESS = "compress";

/** What is under a customer's key stays as it is: the key is not there. */
export const isCompressible = ({ encryption, compressed, isDense, sizeBytes }: ObjectRow): boolean =>
  encryption?.kind !== "SSE-C" &&
  compressed === undefined &&
  isDense === undefined &&
  sizeBytes > 0 &&
  sizeBytes <= COMPRESSED_OBJECT_MAX_BYTES;

type At = readonly [bucket: string, key: string];

/** Other classes pay nothing; those of Intelligent-Tiering are looked through once a day. */
export const queueCompression = (
  context: S3Context,
  transaction: Transaction,
  at: At,
  row: ObjectRow,
): void | Promise<void> =>
  isArchive(row.storageClass) && isCompressible(row) ? enqueue(context, transaction, at, row) : undefined;

export function enqueue(
  { clock, jobs }: S3Context,
  transaction: Transaction,
  [bucket, key]: At,
  { order }: ObjectRow,
): Promise<void> {
  putCompression(transaction, { bucket, key, order });
  return jobs.ensure({ kind: COMPRESS, key: "", dueMs: clock.now() }, transaction);
}
