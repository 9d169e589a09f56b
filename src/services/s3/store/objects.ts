// Objects in the key-value engine: their current version, or the one that a request names.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { checkWriteConditions, type WriteConditions } from "../conditions.ts";
import type { S3Context } from "../context.ts";
import type { CopySource } from "../copy-source.ts";
import { invalidVersionId, methodNotAllowed, noSuchKey, noSuchVersion } from "../errors.ts";
import { copyOfDeleteMarker } from "../lock-errors.ts";
import type { Named, ScanStart } from "../listing.ts";
import { announce } from "../notifications/queue.ts";
import type { ObjectEvent } from "../notifications/record.ts";
import { withReplicatedChange } from "../replication/queue.ts";
import { isReplicating } from "../replication/replica.ts";
import { isVersionId } from "../version-id.ts";
import { type AnnotationRow, putAnnotations } from "./annotation-rows.ts";
import { type BucketAddress, type NamedBucket, requireBucket } from "./buckets.ts";
import { committing } from "./discarded.ts";
import {
  contentId,
  isDeleteMarker,
  type ObjectContent,
  type ObjectPart,
  objectParts,
  type ObjectRow,
  objects,
  type VersionRow,
} from "./tables.ts";
import {
  findVersion,
  type FoundVersion,
  lastModifiedAt,
  newestKept,
  putVersion,
  updateVersion,
  versionIdOf,
} from "./versions.ts";

export { lastModifiedAt } from "./versions.ts";

export interface ObjectAddress extends BucketAddress {
  readonly Key: string;
  readonly VersionId?: string | undefined;
}

export const wholeSeconds = (at: Date): Date => lastModifiedAt(at.getTime());

export interface FoundObject extends FoundVersion {
  readonly bucket: NamedBucket;
  readonly row: ObjectRow;
}

/** As errors about delete markers name the request; a copy's source is refused in other words. */
export type Method = "GET" | "HEAD" | "PUT" | "POST" | "DELETE" | "COPY";

/**
 * The version that is addressed, otherwise the current one. Errors: NoSuchBucket, AccessDenied, NoSuchKey, NoSuchVersion,
 * InvalidArgument, MethodNotAllowed for a delete marker that is addressed.
 */
export async function findObject(reads: Reads, address: ObjectAddress, method: Method = "GET"): Promise<FoundObject> {
  const bucket = await requireBucket(reads, address);
  const { Key: key, VersionId: versionId } = address;
  const at = [bucket.name, key] as const;
  if (versionId === undefined) {
    const row = await objects.get(reads, at);
    if (row !== undefined) return { bucket, row, isCurrent: true };
    const marker = bucket.versioning === undefined ? undefined : await newestKept(reads, at);
    throw noSuchKey(key, marker && markerHeaders(marker));
  }
  checkVersionId(versionId);
  const found = await findVersion(reads, at, versionId);
  if (found === undefined) throw noSuchVersion(key, versionId);
  const { row } = found;
  if (isDeleteMarker(row) && method === "COPY") throw copyOfDeleteMarker();
  if (isDeleteMarker(row)) throw methodNotAllowed(method, "DeleteMarker", { allow: "DELETE", ...markerHeaders(row) });
  return { bucket, row, isCurrent: found.isCurrent };
}

/** What stands under the key now, if anything does. Errors: NoSuchBucket, AccessDenied. */
export async function findCurrent(
  reads: Reads,
  address: ObjectAddress,
): Promise<{ readonly bucket: NamedBucket; readonly row: ObjectRow | undefined }> {
  const bucket = await requireBucket(reads, address);
  return { bucket, row: await objects.get(reads, [bucket.name, address.Key]) };
}

/** The source of a copy. Errors: as `findObject`; InvalidRequest for a delete marker that is addressed. */
export const findCopySource = (
  reads: Reads,
  from: CopySource,
  expectedOwner: string | undefined,
): Promise<FoundObject> =>
  findObject(
    reads,
    { Bucket: from.bucket, Key: from.key, VersionId: from.versionId, ExpectedBucketOwner: expectedOwner },
    "COPY",
  );

const markerHeaders = (row: VersionRow): Record<string, string> => ({
  "x-amz-delete-marker": "true",
  "x-amz-version-id": versionIdOf(row),
  "last-modified": row.lastModified.toUTCString(),
});

/** Errors: InvalidArgument. */
export function checkVersionId(versionId: string): void {
  if (!isVersionId(versionId)) throw invalidVersionId(versionId);
}

/** The id that answers show: none in buckets that never were versioned. Recorded. */
export const shownVersionId = (bucket: NamedBucket, row: VersionRow): string | undefined =>
  bucket.versioning === undefined ? undefined : versionIdOf(row);

/** Of a PutObject or CompleteMultipartUpload: nothing while versioning is suspended. Recorded. */
export const writtenVersionId = (row: VersionRow): string | undefined => row.versionId;

/** What a write makes of the content once it knows the bucket, e.g. its default retention. */
export type Finish = (bucket: NamedBucket, content: ObjectContent) => ObjectContent;

/** What a write or a change is told as, in buckets that tell. */
export type Told = Pick<ObjectEvent, "name" | "cause">;

export interface WrittenObject {
  readonly bucket: NamedBucket;
  readonly row: ObjectRow;
}

/**
 * Puts the row that names a new blob, with annotations that come with it; the blobs go when that fails.
 * Errors: NoSuchBucket, PreconditionFailed and NoSuchKey by the conditions, those of `finish`.
 */
export function putObjectRow(
  context: S3Context,
  address: ObjectAddress,
  content: ObjectContent,
  conditions: WriteConditions,
  finish: Finish,
  told: Told,
  annotations: readonly Named<AnnotationRow>[] = [],
): Promise<WrittenObject> {
  return committing(context, [content.blobId, ...annotations.map(({ row }) => row.blobId)], () =>
    context.keyvalue.transact(async (transaction) => {
      const bucket = await requireBucket(transaction, address);
      const key = address.Key;
      const current = await objects.get(transaction, [bucket.name, key]);
      checkWriteConditions(conditions, key, current);
      const row = await putVersion(context, transaction, bucket, key, current, finish(bucket, content));
      putAnnotations(transaction, content.blobId, annotations);
      await announce(context, transaction, bucket, { ...told, key, row });
      return { bucket, row };
    }),
  );
}

/** Changes what is said of a version, not its bytes; `also`: what else is of the transaction. Errors: as `findObject`, and those of `change`. */
export function changeObject(
  context: S3Context,
  address: ObjectAddress,
  change: (row: ObjectRow, bucket: NamedBucket) => ObjectRow,
  method: Method = "PUT",
  told?: Told,
  also?: (transaction: Transaction, written: WrittenObject) => Promise<void>,
): Promise<WrittenObject> {
  return context.keyvalue.transact(async (transaction) => {
    const found = await findObject(transaction, address, method);
    const { bucket } = found;
    const changed = change(found.row, bucket);
    const row = isReplicating(address)
      ? changed
      : await withReplicatedChange(context, transaction, bucket, address.Key, [found.row, changed]);
    updateVersion(transaction, [bucket.name, address.Key], found, row);
    if (told !== undefined) await announce(context, transaction, bucket, { ...told, key: address.Key, row });
    await also?.(transaction, { bucket, row });
    return { bucket, row };
  });
}

/** The parts a multipart object was uploaded in; empty for a single PUT. */
export async function partsOf(context: S3Context, row: ObjectRow): Promise<readonly ObjectPart[]> {
  if (row.partsCount === undefined) return [];
  return (await objectParts.get(context.keyvalue, [contentId(row)]))?.parts ?? [];
}

/** What listings show of an object. */
const LISTED = ["lastModified", "etag", "checksum", "sizeBytes", "storageClass", "owner", "restore"] as const;

export type ListedObject = Pick<ObjectRow, (typeof LISTED)[number]>;

const readListed = objects.reader(LISTED);

/** In pages: the first has at most `firstPage` objects, the next ones more. */
export async function* scanObjects(
  context: S3Context,
  bucket: string,
  start: ScanStart,
  limit: number,
  firstPage: number,
): AsyncIterable<readonly Named<ListedObject>[]> {
  const range = "from" in start ? { from: [bucket, start.from] } : { after: [bucket, start.after] };
  for await (const page of readListed(context.keyvalue, { prefix: [bucket], ...range, limit }, firstPage))
    yield page.map(({ rest, value }) => ({ name: String(rest[0]), row: value }));
}
