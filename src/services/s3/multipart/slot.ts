// Where a part is written: into its slot of the blob that the upload assembles, so that completing it copies nothing
// (docs/decisions/0008), or into a blob of its own.
import type { StoredBlob } from "../../../engines/blobs/blobs.ts";
import type { S3Context } from "../context.ts";
import { ASSEMBLY_SIZE_MAX_BYTES, PART_SIZE_MIN_BYTES } from "../limits.ts";
import type { Assembly } from "../store/tables.ts";
import { findPart, keepAssembly, requireUpload, type UploadAddress } from "../store/uploads.ts";

export type PutBlob = (source: Uint8Array | AsyncIterable<Uint8Array>) => Promise<StoredBlob>;

/**
 * Runs the storing of a part that takes `storedBytes` on disk, with how to put its blob; its row must be committed within.
 * Errors: NoSuchUpload, and those of `store`.
 */
export async function inSlot<Result>(
  context: S3Context,
  address: UploadAddress,
  { partNumber, storedBytes }: { readonly partNumber: number; readonly storedBytes: number },
  store: (put: PutBlob) => Promise<Result>,
): Promise<Result> {
  const { blobs, partWriters, keyvalue } = context;
  const { UploadId: uploadId } = address;
  const assembly = await assemblyOf(context, address, storedBytes);
  const offset = assembly && slotFor(assembly, partNumber, storedBytes);
  if (assembly === undefined || offset === undefined || !partWriters.claim(uploadId, partNumber))
    return store((source) => blobs.put(source));
  try {
    // Only now, when nobody else writes there: the upload may have been completed, and a part sent again must not destroy the first.
    await requireUpload(keyvalue, address);
    const isTaken = (await findPart(keyvalue, uploadId, partNumber)) !== undefined;
    return await store((source) => (isTaken ? blobs.put(source) : blobs.putPiece(assembly.blobId, offset, source)));
  } finally {
    partWriters.release(uploadId, partNumber);
  }
}

/** Where a part begins in the assembly; undefined: it has no room there. */
export function slotFor({ slotBytes }: Assembly, partNumber: number, storedBytes: number): number | undefined {
  const offset = (partNumber - 1) * slotBytes;
  return storedBytes <= slotBytes && offset + storedBytes <= ASSEMBLY_SIZE_MAX_BYTES ? offset : undefined;
}

/** Begins with the first part that is no small last one: slots have its size. */
async function assemblyOf(
  context: S3Context,
  address: UploadAddress,
  storedBytes: number,
): Promise<Assembly | undefined> {
  const { assembly } = await requireUpload(context.keyvalue, address);
  if (assembly !== undefined || storedBytes < PART_SIZE_MIN_BYTES) return assembly;
  return keepAssembly(context, address, { blobId: await context.blobs.reserve(), slotBytes: storedBytes });
}
