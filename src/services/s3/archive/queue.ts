// The durable queue of compression: a timer for each version that comes into an archive class, set in the transaction that brings it there.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { S3Context } from "../context.ts";
import { COMPRESSED_OBJECT_MAX_BYTES } from "../limits.ts";
import { isArchive } from "../storage-class.ts";
import type { ObjectRow } from "../store/tables.ts";

export const COMPRESS = "compress";

export interface CompressionPayload {
  readonly bucket: string;
  readonly key: string;
  readonly order: string;
}

/** What is under a customer's key stays as it is: the key is not there. */
export const isCompressible = ({ encryption, compressed, isDense, sizeBytes }: ObjectRow): boolean =>
  encryption?.kind !== "SSE-C" &&
  compressed === undefined &&
  isDense === undefined &&
  sizeBytes > 0 &&
  sizeBytes <= COMPRESSED_OBJECT_MAX_BYTES;

/** Other classes pay nothing; those of Intelligent-Tiering are looked through once a day. */
export const queueCompression = (
  context: S3Context,
  transaction: Transaction,
  at: readonly [bucket: string, key: string],
  row: ObjectRow,
): void | Promise<void> =>
  isArchive(row.storageClass) && isCompressible(row) ? scheduleCompression(context, transaction, at, row) : undefined;

export function scheduleCompression(
  { clock, jobs }: S3Context,
  transaction: Transaction,
  [bucket, key]: readonly [bucket: string, key: string],
  { order }: ObjectRow,
): void | Promise<void> {
  const payload: CompressionPayload = { bucket, key, order };
  return jobs.schedule({ kind: COMPRESS, key: `${bucket}/${key}/${order}`, dueMs: clock.now(), payload }, transaction);
}
