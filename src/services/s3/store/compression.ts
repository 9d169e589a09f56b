// The queue of versions that are to be compressed; puts the compressed blob of one in the place of the one it was written as.
import type { StoredBlob } from "../../../engines/blobs/blobs.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { S3Context } from "../context.ts";
import { committing, discard } from "./discarded.ts";
import { type Compressed, compressions, isDeleteMarker, type ObjectRow } from "./tables.ts";
import { findPlaced, updateVersion } from "./versions.ts";

type At = readonly [bucket: string, key: string];

export interface QueuedCompression {
  readonly bucket: string;
  readonly key: string;
  readonly order: string;
}

const keyOf = ({ bucket, key, order }: QueuedCompression) => [bucket, key, order] as const;

export const putCompression = (transaction: Transaction, queued: QueuedCompression): void =>
  compressions.put(transaction, keyOf(queued), {});

/** At most `limit`, after `after`. */
export async function queuedCompressions(
  { keyvalue }: S3Context,
  after: QueuedCompression | undefined,
  limit: number,
): Promise<readonly QueuedCompression[]> {
  const found: QueuedCompression[] = [];
  for await (const { key } of compressions.scan(keyvalue, { ...(after && { after: keyOf(after) }), limit })) {
    const [bucket = "", name = "", order = ""] = key.map(String);
    found.push({ bucket, key: name, order });
  }
  return found;
}

export async function removeCompressions(context: S3Context, done: readonly QueuedCompression[]): Promise<void> {
  if (done.length === 0) return;
  await context.keyvalue.transact((transaction) => {
    for (const one of done) compressions.delete(transaction, keyOf(one));
  });
}

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
