// Multipart uploads in the key-value engine: one row an upload, one a part.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { opaque } from "../../../kit/ids.ts";
import type { S3Context } from "../context.ts";
import { noSuchUpload } from "../errors.ts";
import { noteLeaving } from "../ledger/leaving.ts";
import type { Named, ScanStart } from "../listing.ts";
import { type NamedBucket, requireBucket } from "./buckets.ts";
import { committing, discard } from "./discarded.ts";
import type { ObjectAddress } from "./objects.ts";
import { type Assembly, contentId, objects, type PartRow, parts, type UploadRow, uploads } from "./tables.ts";

export interface UploadAddress extends ObjectAddress {
  readonly UploadId: string;
}

const TIME_DIGITS = 9;
const UPLOAD_ID_LENGTH_MAX = 200;

/** Sorts by time: S3 lists the uploads of one key in the order of their start. */
export const newUploadId = (nowMs: number): string =>
  nowMs.toString(36).padStart(TIME_DIGITS, "0") + opaque(72).replaceAll("-", ".");

/** Errors: NoSuchBucket, NoSuchUpload (also for another key than the upload's). */
export async function requireUpload(reads: Reads, address: UploadAddress): Promise<UploadRow> {
  const bucket = await requireBucket(reads, address);
  const uploadId = address.UploadId;
  const row = isPlausible(uploadId) ? await uploads.get(reads, [bucket.name, address.Key, uploadId]) : undefined;
  if (row === undefined) throw noSuchUpload(uploadId);
  return row;
}

export const hasUpload = async (context: S3Context, bucket: string, key: string, uploadId: string): Promise<boolean> =>
  isPlausible(uploadId) && (await uploads.get(context.keyvalue, [bucket, key, uploadId])) !== undefined;

/** ARN of who began it; undefined when there is no such upload. */
export async function uploadInitiator(
  { keyvalue }: S3Context,
  { Bucket, Key, UploadId }: UploadAddress,
): Promise<string | undefined> {
  return isPlausible(UploadId) ? (await uploads.get(keyvalue, [Bucket, Key, UploadId]))?.initiator : undefined;
}

/** Whether it may be an upload id at all: others can be longer than a row's key. */
export const isPlausible = (uploadId: string): boolean => uploadId.length <= UPLOAD_ID_LENGTH_MAX;

/** Errors: NoSuchBucket. */
export function createUpload(
  context: S3Context,
  address: UploadAddress,
  row: Omit<UploadRow, "replaces">,
): Promise<NamedBucket> {
  return context.keyvalue.transact(async (transaction) => {
    const bucket = await requireBucket(transaction, address);
    const key = address.Key;
    const current = await objects.get(transaction, [bucket.name, key]);
    uploads.put(transaction, [bucket.name, key, address.UploadId], { ...row, replaces: current && contentId(current) });
    return bucket;
  });
}

export const findPart = (reads: Reads, uploadId: string, partNumber: number): Promise<PartRow | undefined> =>
  parts.get(reads, [uploadId, partNumber]);

/** The upload's assembly from now on: this one, unless it has one; then this one's blob goes. Errors: NoSuchUpload. */
export async function keepAssembly(context: S3Context, address: UploadAddress, assembly: Assembly): Promise<Assembly> {
  const kept = await committing(context, [assembly.blobId], () =>
    context.keyvalue.transact(async (transaction) => {
      const upload = await requireUpload(transaction, address);
      const { Bucket, Key, UploadId } = address;
      if (upload.assembly === undefined) uploads.put(transaction, [Bucket, Key, UploadId], { ...upload, assembly });
      return upload.assembly ?? assembly;
    }),
  );
  if (kept !== assembly) await context.blobs.delete(assembly.blobId);
  return kept;
}

/** Puts the row that names a part's blob; the blob goes when that fails. Errors: NoSuchUpload. */
export function putPartRow(
  context: S3Context,
  address: UploadAddress,
  partNumber: number,
  row: PartRow,
): Promise<void> {
  return committing(context, [row.blobId], () =>
    context.keyvalue.transact(async (transaction) => {
      const upload = await requireUpload(transaction, address);
      const key = [address.UploadId, partNumber];
      const replaced = await parts.get(transaction, key);
      parts.put(transaction, key, row);
      if (replaced === undefined) return;
      discard(context, transaction, [replaced.blobId]);
      notePartLeaving(context, transaction, address.Bucket, upload, replaced);
    }),
  );
}

function notePartLeaving(
  { clock }: S3Context,
  transaction: Transaction,
  bucket: string,
  { storageClass }: UploadRow,
  { sizeBytes, lastModified }: PartRow,
): void {
  const sinceMs = lastModified.getTime();
  noteLeaving(transaction, { bucket, storageClass, sizeBytes, sinceMs, atMs: clock.now() });
}

export interface NumberedPart extends PartRow {
  readonly partNumber: number;
}

/** Parts by number, after `after`. */
export async function* partsOfUpload(
  reads: Reads,
  uploadId: string,
  after = 0,
  limit = Infinity,
): AsyncIterable<NumberedPart> {
  for await (const { key, row } of parts.scan(reads, { prefix: [uploadId], after: [uploadId, after], limit }))
    yield { ...row, partNumber: Number(key[1]) };
}

/** Removes the upload's rows and lets its parts' blobs go, except those of `kept`. */
export async function removeUpload(
  context: S3Context,
  transaction: Transaction,
  at: { readonly bucket: string; readonly key: string; readonly uploadId: string },
  kept: ReadonlySet<string> = new Set(),
): Promise<void> {
  const blobIds: string[] = [];
  const upload = await uploads.get(transaction, [at.bucket, at.key, at.uploadId]);
  for await (const part of partsOfUpload(transaction, at.uploadId)) {
    parts.delete(transaction, [at.uploadId, part.partNumber]);
    // Pieces of the assembly go with it: ten thousand of them need not be noted.
    const isPiece = upload?.assembly !== undefined && part.blobId.startsWith(upload.assembly.blobId);
    if (!kept.has(part.blobId) && !isPiece) blobIds.push(part.blobId);
    if (upload !== undefined) notePartLeaving(context, transaction, at.bucket, upload, part);
  }
  if (upload?.assembly !== undefined) blobIds.push(upload.assembly.blobId);
  uploads.delete(transaction, [at.bucket, at.key, at.uploadId]);
  discard(context, transaction, blobIds);
}

/** Errors: NoSuchBucket, NoSuchUpload. */
export function abortUpload(context: S3Context, address: UploadAddress): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    await requireUpload(transaction, address);
    const { Bucket: bucket, Key: key, UploadId: uploadId } = address;
    await removeUpload(context, transaction, { bucket, key, uploadId });
  });
}

export interface ListedUpload extends UploadRow {
  readonly uploadId: string;
}

export async function* scanUploads(
  context: S3Context,
  bucket: string,
  start: ScanStart | { readonly after: string; readonly uploadId: string },
  limit: number,
): AsyncIterable<Named<ListedUpload>> {
  const range = uploadRange(bucket, start);
  if (range === undefined) return;
  for await (const { key, row } of uploads.scan(context.keyvalue, { prefix: [bucket], ...range, limit }))
    yield { name: String(key[1]), row: { ...row, uploadId: String(key[2]) } };
}

/** After a key means after all uploads of that key: upload ids have no character beyond `~`. */
function uploadRange(bucket: string, start: ScanStart | { readonly after: string; readonly uploadId: string }) {
  if ("from" in start) return { from: [bucket, start.from] };
  return { after: [bucket, start.after, "uploadId" in start ? start.uploadId : "~"] };
}
