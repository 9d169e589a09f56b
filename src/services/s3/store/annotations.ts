// Annotations of objects in the key-value engine.
import type { BlobId } from "../../../engines/blobs/blobs.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { noSuchAnnotation, tooManyAnnotations } from "../annotations/errors.ts";
import type { S3Context } from "../context.ts";
import { operationAborted, preconditionFailed } from "../errors.ts";
import { unquoted } from "../etag.ts";
import { ANNOTATIONS_MAX } from "../limits.ts";
import type { Cause } from "../notifications/cause.ts";
import { announce } from "../notifications/queue.ts";
import { abandoned, type AnnotationRow, annotations } from "./annotation-rows.ts";
import { committing, discard } from "./discarded.ts";
import { findObject, type FoundObject, type ObjectAddress } from "./objects.ts";
import { contentId, type ObjectRow } from "./tables.ts";
import { updateVersion } from "./versions.ts";

interface Change {
  readonly name: string;
  readonly cause: Cause;
  /** The entity tag that the object must have. */
  readonly objectIfMatch: string | undefined;
}

/** Errors: as `findObject`; PreconditionFailed, AnnotationLimitExceeded; OperationAborted when another object took the place of `of`. */
export function putAnnotation(
  context: S3Context,
  address: ObjectAddress,
  of: ObjectRow,
  row: AnnotationRow,
  change: Change,
): Promise<void> {
  return committing(context, [row.blobId], () =>
    context.keyvalue.transact(async (transaction) => {
      const found = await findObject(transaction, address, "PUT");
      checkMatch(found.row, change.objectIfMatch);
      if (contentId(found.row) !== contentId(of)) throw operationAborted();
      const at = [contentId(of), change.name];
      const before = await annotations.get(transaction, at);
      if (before !== undefined) discard(context, transaction, [before.blobId]);
      else await checkCount(transaction, contentId(of));
      annotations.put(transaction, at, row);
      if (found.row.annotated !== true)
        updateVersion(transaction, [found.bucket.name, address.Key], found, { ...found.row, annotated: true });
      await tell(context, transaction, found, address.Key, "ObjectAnnotation:Put", change);
    }),
  );
}

async function checkCount(transaction: Transaction, content: BlobId): Promise<void> {
  let count = 0;
  for await (const _ of annotations.scan(transaction, { prefix: [content], limit: ANNOTATIONS_MAX })) count++;
  if (count >= ANNOTATIONS_MAX) throw tooManyAnnotations();
}

function checkMatch(row: ObjectRow, expected: string | undefined): void {
  if (expected !== undefined && unquoted(expected) !== row.etag) throw preconditionFailed("x-amz-object-if-match");
}

const tell = (
  context: S3Context,
  transaction: Transaction,
  { bucket, row }: FoundObject,
  key: string,
  name: "ObjectAnnotation:Put" | "ObjectAnnotation:Delete",
  { cause }: Change,
) => announce(context, transaction, bucket, { name, key, row, cause });

/** Errors: as `findObject`; PreconditionFailed; those of `check`. Nothing to delete is no error. Inferred. */
export function deleteAnnotation(
  context: S3Context,
  address: ObjectAddress,
  change: Change,
  check: (row: ObjectRow) => void,
): Promise<FoundObject> {
  return context.keyvalue.transact(async (transaction) => {
    const found = await findObject(transaction, address, "DELETE");
    checkMatch(found.row, change.objectIfMatch);
    check(found.row);
    const at = [contentId(found.row), change.name];
    const row = await annotations.get(transaction, at);
    if (row === undefined) return found;
    annotations.delete(transaction, at);
    discard(context, transaction, [row.blobId]);
    await tell(context, transaction, found, address.Key, "ObjectAnnotation:Delete", change);
    return found;
  });
}

/** Errors: NoSuchAnnotation. */
export async function requireAnnotation({ keyvalue }: S3Context, of: ObjectRow, name: string): Promise<AnnotationRow> {
  const row = await annotations.get(keyvalue, [contentId(of), name]);
  if (row === undefined) throw noSuchAnnotation(name);
  return row;
}

/** Removes the annotations of content that is gone, of at most `contentsMax`. */
export async function removeAbandoned(context: S3Context, contentsMax: number): Promise<void> {
  const { keyvalue } = context;
  for await (const { key } of abandoned.scan(keyvalue, { limit: contentsMax })) {
    const [content] = key;
    await keyvalue.transact(async (transaction) => {
      const blobIds: BlobId[] = [];
      for await (const each of annotations.scan(transaction, { prefix: [String(content)] })) {
        blobIds.push(each.row.blobId);
        annotations.delete(transaction, each.key);
      }
      discard(context, transaction, blobIds);
      abandoned.delete(transaction, key);
    });
  }
}
