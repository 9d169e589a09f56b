// Puts the compressed blob of a version in the place of its plain one.
import type { StoredBlob } from "../../../engines/blobs/blobs.ts";
import type { S3Context } from "../context.ts";
import { committing, discard } from "./discarded.ts";
import { isDeleteMarker, type ObjectRow } from "./tables.ts";
import { findPlaced, updateVersion } from "./versions.ts";

/** `row`: as it was when its bytes were read. When they are others now, or gone, the new blob goes. */
export async function nameCompressed(
  context: S3Context,
  at: readonly [bucket: string, key: string],
  { order, blobId }: ObjectRow,
  blob: StoredBlob,
): Promise<void> {
  const isNamed = await committing(context, [blob.id], () =>
    context.keyvalue.transact(async (transaction) => {
      const found = await findPlaced(transaction, at, order);
      if (found === undefined || isDeleteMarker(found.row) || found.row.blobId !== blobId) return false;
      const compressed = { storedBytes: blob.sizeBytes, from: blobId };
      updateVersion(transaction, at, found, { ...found.row, blobId: blob.id, compressed });
      discard(context, transaction, [blobId]);
      return true;
    }),
  );
  if (!isNamed) await context.blobs.delete(blob.id);
}
