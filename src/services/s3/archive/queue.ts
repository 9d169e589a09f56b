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

/** What is encrypted has nothing to compress: its bytes look like chance. */
export const isCompressible = ({ storageClass, encryption, compressed, sizeBytes }: ObjectRow): boolean =>
  isArchive(storageClass) &&
  encryption === undefined &&
  compressed === undefined &&
  sizeBytes > 0 &&
  sizeBytes <= COMPRESSED_OBJECT_MAX_BYTES;

/** Other classes pay nothing. */
export function queueCompression(
  { clock, jobs }: S3Context,
  transaction: Transaction,
  [bucket, key]: readonly [bucket: string, key: string],
  row: ObjectRow,
): void | Promise<void> {
  if (!isCompressible(row)) return undefined;
  const payload: CompressionPayload = { bucket, key, order: row.order };
  const timer = { kind: COMPRESS, key: `${bucket}/${key}/${row.order}`, dueMs: clock.now(), payload };
  return jobs.schedule(timer, transaction);
}
