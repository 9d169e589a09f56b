// The bytes of an object as its reader has them, whatever lies on disk.
import type { ByteRange } from "../../../engines/blobs/blobs.ts";
import type { HoldsBytes } from "../../../kit/bytes-at-hand.ts";
import { decompressedBytes } from "../archive/decompressed.ts";
import type { S3Context } from "../context.ts";
import { partsOf } from "../store/objects.ts";
import type { ObjectRow } from "../store/tables.ts";
import { partKeys } from "./data-keys.ts";
import { unreadable } from "./errors.ts";
import { type FrameKeys, openRun, type ReadSealed, type Run, sealedSize } from "./frames.ts";
import { lentChunks } from "./lent-chunks.ts";
import { OpenedStream } from "./opened-stream.ts";

export interface ObjectStream extends HoldsBytes {
  /** As a blob's. */
  readonly localPath: string | undefined;
  /** As a blob's. */
  readonly isPrivate: boolean;
}

/** `keys` undefined: the object is not encrypted; unless it is compressed it can be read in place. Errors: InternalError when it was altered. */
export async function objectBytes(
  context: S3Context,
  row: ObjectRow,
  keys: FrameKeys | undefined,
  range?: ByteRange,
): Promise<ObjectStream> {
  const whole = { start: 0, end: row.sizeBytes - 1 };
  if (row.compressed !== undefined) return decompressedBytes(context, row, row.compressed, keys, range ?? whole);
  if (keys === undefined) {
    const stream = context.blobs.get(row.blobId, range);
    if ((await stream.begin()) === row.sizeBytes) return stream;
    stream.destroy();
    throw unreadable();
  }
  const runs = await runsOf(context, row, keys);
  const read: ReadSealed = (sealed) => lentChunks(context.blobs.get(row.blobId, sealed));
  const { start, end } = range ?? whole;
  return new OpenedStream(openRuns(runs, { start, end }, read), end + 1 - start).begin();
}

async function runsOf(context: S3Context, row: ObjectRow, keys: FrameKeys): Promise<readonly Run[]> {
  const parts = await partsOf(context, row);
  // A replica has its source's parts, and lies there as one.
  if (parts.every(({ salt }) => salt === undefined)) return [{ offsetBytes: 0, sizeBytes: row.sizeBytes, keys }];
  let offsetBytes = 0;
  return parts.map(({ sizeBytes, salt = "" }) => {
    const run = { offsetBytes, sizeBytes, keys: partKeys(keys, salt) };
    offsetBytes += sealedSize(sizeBytes, keys.length);
    return run;
  });
}

/** The range goes over all runs together. */
async function* openRuns(runs: readonly Run[], { start, end }: ByteRange, read: ReadSealed): AsyncIterable<Uint8Array> {
  let before = 0;
  for (const run of runs) {
    const [from, to] = [Math.max(0, start - before), Math.min(run.sizeBytes - 1, end - before)];
    before += run.sizeBytes;
    const isEmpty = run.sizeBytes === 0 && runs.length === 1;
    if (isEmpty || (from <= to && from < run.sizeBytes)) yield* openRun(run, { start: from, end: to }, read);
  }
}
