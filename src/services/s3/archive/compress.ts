// The job that compresses a version in an archive class: a new blob, then the row that names it, and the old one goes.
import { AwsError, EngineError } from "../../../kit/errors.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { StoredBlob } from "../../../engines/blobs/blobs.ts";
import type { S3Context } from "../context.ts";
import { AlteredBytes } from "../encryption/frames.ts";
import { objectBytes } from "../encryption/object-bytes.ts";
import { nameCompressed } from "../store/compression.ts";
import { isDeleteMarker, type ObjectRow } from "../store/tables.ts";
import { findPlaced } from "../store/versions.ts";
import { compress, NotSmaller } from "./frames.ts";
import { COMPRESS, type CompressionPayload, isCompressible } from "./queue.ts";

/** Idempotent: what is compressed already, or gone, is left alone. */
const compressVersion: JobHandler<S3Context> = async ({ payload, signal }, context) => {
  const { bucket, key, order } = payload as CompressionPayload;
  const row = (await findPlaced(context.keyvalue, [bucket, key], order))?.row;
  if (row === undefined || isDeleteMarker(row) || !isCompressible(row)) return;
  const blob = await compressed(context, row, signal);
  if (blob !== undefined) await nameCompressed(context, [bucket, key], row, blob);
};

/** Undefined: it stays as it is. Errors: EngineError `disk-full`; the reason of the signal. */
async function compressed(context: S3Context, row: ObjectRow, signal: AbortSignal): Promise<StoredBlob | undefined> {
  try {
    const body = await objectBytes(context, row, undefined);
    return await context.blobs.put(compress(untilAborted(body as AsyncIterable<Uint8Array>, signal), row.sizeBytes));
  } catch (error) {
    if (error instanceof NotSmaller || isDamage(error)) return undefined;
    throw error;
  }
}

/** Whoever reads the object is told; compressing it does not make it better. */
const isDamage = (error: unknown): boolean =>
  error instanceof AwsError ||
  error instanceof AlteredBytes ||
  (error instanceof EngineError && ["not-found", "corrupt"].includes(error.kind));

async function* untilAborted(source: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncIterable<Uint8Array> {
  for await (const chunk of source) {
    signal.throwIfAborted();
    yield chunk;
  }
}

export const compressionJobs = { [COMPRESS]: compressVersion };
