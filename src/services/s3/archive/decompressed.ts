// The plain bytes of a compressed object, read as a body. There is no file to read in place.
import type { ByteRange } from "../../../engines/blobs/blobs.ts";
import type { S3Context } from "../context.ts";
import { partKeys } from "../encryption/data-keys.ts";
import { unreadable } from "../encryption/errors.ts";
import { type FrameKeys, openRun, sealedSize } from "../encryption/frames.ts";
import { lentChunks } from "../encryption/lent-chunks.ts";
import { OpenedStream } from "../encryption/opened-stream.ts";
import type { Compressed, ObjectRow } from "../store/tables.ts";
import { decompress, type ReadStored } from "./frames.ts";

/** `keys`: the object's; undefined when it is not encrypted. Errors: InternalError when it was altered. */
export async function decompressedBytes(
  context: S3Context,
  { blobId, sizeBytes }: ObjectRow,
  { storedBytes, salt }: Compressed,
  keys: FrameKeys | undefined,
  { start, end }: ByteRange,
): Promise<OpenedStream> {
  const sealing = keys && salt !== undefined ? partKeys(keys, salt) : undefined;
  const whole = context.blobs.get(blobId);
  const foundBytes = await whole.begin();
  whole.destroy();
  if (foundBytes !== (sealing ? sealedSize(storedBytes, sealing.length) : storedBytes)) throw unreadable();
  const read: ReadStored = (range) => {
    if (sealing === undefined) return context.blobs.get(blobId, range);
    const run = { offsetBytes: 0, sizeBytes: storedBytes, keys: sealing };
    return openRun(run, range, (sealed) => lentChunks(context.blobs.get(blobId, sealed)));
  };
  return new OpenedStream(decompress({ sizeBytes, storedBytes }, { start, end }, read), end + 1 - start).begin();
}
