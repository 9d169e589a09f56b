// The plain bytes of a compressed object, read as a body. There is no file to read in place.
import type { ByteRange } from "../../../engines/blobs/blobs.ts";
import type { S3Context } from "../context.ts";
import { unreadable } from "../encryption/errors.ts";
import { OpenedStream } from "../encryption/opened-stream.ts";
import type { Compressed, ObjectRow } from "../store/tables.ts";
import { decompress, type ReadStored } from "./frames.ts";

/** Errors: InternalError when it was altered. */
export async function decompressedBytes(
  context: S3Context,
  { blobId, sizeBytes }: ObjectRow,
  { storedBytes }: Compressed,
  { start, end }: ByteRange,
): Promise<OpenedStream> {
  const whole = context.blobs.get(blobId);
  const foundBytes = await whole.begin();
  whole.destroy();
  if (foundBytes !== storedBytes) throw unreadable();
  const read: ReadStored = (range) => context.blobs.get(blobId, range);
  return new OpenedStream(decompress({ sizeBytes, storedBytes }, { start, end }, read), end + 1 - start).begin();
}
