// Renames: the row of an object moves to another key, and names the same blob.
import type { S3Context } from "../context.ts";
import { noSuchKey } from "../errors.ts";
import { requireBucket } from "./buckets.ts";
import { type ObjectRow, objects, promoted } from "./tables.ts";
import { letGo } from "./versions.ts";

export interface Rename {
  readonly bucket: string;
  readonly from: string;
  readonly to: string;
}

/** In buckets without versions. `change` makes the row of the source that of the destination. Errors: NoSuchBucket, NoSuchKey, those of `change`. */
export function renameObject(
  context: S3Context,
  { bucket, from, to }: Rename,
  change: (source: ObjectRow, replaced: ObjectRow | undefined) => ObjectRow,
): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    await requireBucket(transaction, { Bucket: bucket });
    const source = await objects.get(transaction, [bucket, from]);
    if (source === undefined) throw noSuchKey(from);
    const replaced = from === to ? undefined : await objects.get(transaction, [bucket, to]);
    const row = change(source, replaced);
    if (replaced !== undefined) letGo(context, transaction, [bucket, to], replaced);
    objects.delete(transaction, [bucket, from]);
    objects.put(transaction, [bucket, to], row);
    // A sweep that has read as far as the new key already would take the blob for nobody's.
    promoted.put(transaction, [context.clock.now(), row.blobId], {});
  });
}
