// Puts the compressed blob of a version in the place of the one it was written as.
import type { StoredBlob } from "../../../engines/blobs/blobs.ts";
import type { S3Context } from "../context.ts";
import { committing, discard } from "./discarded.ts";
import { type Compressed, isDeleteMarker, type ObjectRow } from "./tables.ts";
import { findPlaced, updateVersion } from "./versions.ts";

type At = readonly [bucket: string, key: string];

/** `row`: as it was when its bytes were read. When they are others now, or gone, the new blob goes. */
export async function nameCompressed(
  context: S3Context,
  at: At,
  row: ObjectRow,
  { blob, ...compressed }: Omit<Compressed, "from"> & { readonly blob: StoredBlob },
): Promise<void> {
  const change = { blobId: blob.id, compressed: { ...compressed, from: row.blobId } };
  const isNamed = await committing(context, [blob.id], () => changeStored(context, at, row, change));
  if (!isNamed) await context.blobs.delete(blob.id);
}

/** Notes that compressing it makes it no smaller. */
export async function noteDense(context: S3Context, at: At, row: ObjectRow): Promise<void> {
  await changeStored(context, at, row, { isDense: true });
}

/** How a version lies on disk. Whether it still lay there as `row` has it. */
function changeStored(
  context: S3Context,
  at: At,
  { order, blobId }: ObjectRow,
  change: Pick<ObjectRow, "isDense"> | Pick<ObjectRow, "blobId" | "compressed">,
): Promise<boolean> {
  return context.keyvalue.transact(async (transaction) => {
    const found = await findPlaced(transaction, at, order);
    if (found === undefined || isDeleteMarker(found.row) || found.row.blobId !== blobId) return false;
    const changed = { ...found.row, ...change };
    updateVersion(transaction, at, found, changed);
    if (changed.blobId !== blobId) discard(context, transaction, [blobId]);
    return true;
  });
}
