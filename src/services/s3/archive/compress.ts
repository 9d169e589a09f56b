// The job that compresses versions in archives: a new blob, then the row that names it, and the old one goes. What is encrypted is
// opened, compressed and encrypted again under keys derived from its own.
import type { ServiceHost } from "../../../engines/host.ts";
import { AwsError, EngineError } from "../../../kit/errors.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { dataKeysOf, newPartSalt, partKeys } from "../encryption/data-keys.ts";
import { AlteredBytes, type FrameKeys, sealChunks } from "../encryption/frames.ts";
import { objectBytes } from "../encryption/object-bytes.ts";
import { COMPRESSION_IDLE_MS, COMPRESSION_SOON_MS, COMPRESSIONS_PARALLEL_MAX } from "../limits.ts";
import { accountItself } from "../service-principals.ts";
import { isArchive } from "../storage-class.ts";
import { findBucket } from "../store/buckets.ts";
import { nameCompressed, noteDense } from "../store/compression.ts";
import { type QueuedCompression, queuedCompressions, removeCompressions } from "../store/compressions.ts";
import { isDeleteMarker, type ObjectRow } from "../store/tables.ts";
import { findPlaced } from "../store/versions.ts";
import { isArchiveTier, tierOf } from "../tiering/reading.ts";
import { compress, NotSmaller } from "./frames.ts";
import { COMPRESS, isCompressible } from "./queue.ts";

/** Sets the timer going; it sets itself again. */
export const scheduleCompression = (host: ServiceHost): Promise<void> =>
  host.jobs.ensure({ kind: COMPRESS, key: "", dueMs: host.clock.now() + COMPRESSION_IDLE_MS });

/**
 * Few at a time, for each needs room on disk and a core; one at a time once something went wrong. What fails stays in the queue.
 * A row that comes while the last look ends is found by the next one, which is soon.
 */
const compressQueued: JobHandler<S3Context> = async ({ attempt, signal }, context) => {
  const parallel = attempt > 1 ? 1 : COMPRESSIONS_PARALLEL_MAX;
  const room = { belowBytes: Infinity };
  let last: QueuedCompression | undefined;
  let failure: PromiseRejectedResult | undefined;
  for (;;) {
    const batch = await queuedCompressions(context, last, parallel);
    if (batch.length === 0) break;
    const results = await Promise.allSettled(batch.map((one) => compressVersion(context, one, room, signal)));
    signal.throwIfAborted();
    const isDone = (at: number): boolean => results[at]?.status === "fulfilled" && results[at].value;
    await removeCompressions(
      context,
      batch.filter((_, at) => isDone(at)),
    );
    failure ??= results.find((result) => result.status === "rejected");
    last = batch.at(-1);
  }
  if (failure !== undefined) throw failure.reason;
  return { againAtMs: context.clock.now() + (last === undefined ? COMPRESSION_IDLE_MS : COMPRESSION_SOON_MS) };
};

/** What a pass has learnt of the disk: there is no room for objects of this size. */
interface Room {
  belowBytes: number;
}

/** Idempotent: what is compressed already, or gone, or in no archive any more, is left alone. Whether it is done with. */
async function compressVersion(
  context: S3Context,
  { bucket, key, order }: QueuedCompression,
  room: Room,
  signal: AbortSignal,
): Promise<boolean> {
  const row = (await findPlaced(context.keyvalue, [bucket, key], order))?.row;
  if (row === undefined || isDeleteMarker(row) || !isCompressible(row)) return true;
  const isArchived =
    isArchive(row.storageClass) || isArchiveTier(await tierOf(context, { Bucket: bucket, Key: key }, row));
  if (!isArchived) return true;
  if (row.sizeBytes >= room.belowBytes) return false;
  try {
    const keys = await ownKeys(context, [bucket, key], row, signal);
    await nameCompressed(context, [bucket, key], row, await compressed(context, row, keys, signal));
  } catch (error) {
    if (error instanceof EngineError && error.kind === "disk-full")
      room.belowBytes = Math.min(room.belowBytes, row.sizeBytes);
    if (error instanceof NotSmaller) await noteDense(context, [bucket, key], row);
    else if (!isRefusal(error)) throw error;
  }
  return true;
}

/** Keys of KMS open in the name of the bucket's owner. Errors: KMS's, as S3 tells them. */
async function ownKeys(
  context: S3Context,
  [bucket, key]: readonly [bucket: string, key: string],
  { encryption }: ObjectRow,
  signal: AbortSignal,
): Promise<FrameKeys | undefined> {
  if (encryption === undefined) return undefined;
  const caller = accountItself((await findBucket(context.keyvalue, bucket))?.account ?? "");
  return dataKeysOf(encryption, { bucket, key }, undefined, { caller, context, signal });
}

/** Errors: NotSmaller; EngineError; the reason of the signal. */
async function compressed(context: S3Context, row: ObjectRow, keys: FrameKeys | undefined, signal: AbortSignal) {
  const body = await objectBytes(context, row, keys);
  let storedBytes = 0;
  async function* counted(): AsyncIterable<Uint8Array> {
    for await (const piece of compress(untilAborted(body as AsyncIterable<Uint8Array>, signal), row.sizeBytes)) {
      storedBytes += piece.length;
      yield piece;
    }
  }
  const salt = keys && newPartSalt();
  const source = keys === undefined || salt === undefined ? counted() : sealChunks(partKeys(keys, salt), counted());
  const blob = await context.blobs.put(source);
  return { blob, storedBytes, ...(salt !== undefined && { salt }) };
}

/** KMS does not open it, or it is damaged: whoever reads it is told, and compressing it does not make it better. */
const isRefusal = (error: unknown): boolean =>
  error instanceof AwsError ||
  error instanceof AlteredBytes ||
  (error instanceof EngineError && ["not-found", "corrupt"].includes(error.kind));

async function* untilAborted(source: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncIterable<Uint8Array> {
  for await (const chunk of source) {
    signal.throwIfAborted();
    yield chunk;
  }
}

export const compressionJobs = { [COMPRESS]: compressQueued };
