// Makes one object of the parts of an upload: a blob of their blobs, then one transaction.
import type { S3Context } from "../context.ts";
import { invalidPart } from "../errors.ts";
import type { Cause } from "../notifications/cause.ts";
import { announce } from "../notifications/queue.ts";
import { committing } from "./discarded.ts";
import { requireBucket } from "./buckets.ts";
import type { Finish, WrittenObject } from "./objects.ts";
import {
  completed,
  type CompletedRow,
  completionTimes,
  type ObjectContent,
  objectParts,
  type ObjectRow,
  objects,
  parts,
} from "./tables.ts";
import { isPlausible, type NumberedPart, removeUpload, requireUpload, type UploadAddress } from "./uploads.ts";
import { putVersion } from "./versions.ts";

export interface Completion {
  readonly chosen: readonly NumberedPart[];
  readonly content: Omit<ObjectContent, "blobId">;
  readonly finish: Finish;
  /** Held against the object that is replaced. */
  readonly check: (current: ObjectRow | undefined) => void;
  readonly cause: Cause;
}

/** Errors: NoSuchUpload; InvalidPart when a part was uploaded anew meanwhile; those of `check`. */
export async function completeUpload(
  context: S3Context,
  address: UploadAddress,
  completion: Completion,
): Promise<WrittenObject> {
  const { chosen, content, check, finish, cause } = completion;
  const { Bucket: bucket, Key: key, UploadId: uploadId } = address;
  check(await objects.get(context.keyvalue, [bucket, key]));
  return context.partWriters.completing(uploadId, async (isSettled) => {
    const { id: blobId } = await context.blobs.concat(
      chosen.map((part) => part.blobId),
      isSettled,
    );
    return committing(context, [blobId], () =>
      context.keyvalue.transact(async (transaction) => {
        const upload = await requireUpload(transaction, address);
        const current = await objects.get(transaction, [bucket, key]);
        check(current);
        for (const { partNumber, blobId: expected, etag } of chosen) {
          const part = await parts.get(transaction, [uploadId, partNumber]);
          if (part?.blobId !== expected) throw invalidPart(uploadId, partNumber, etag);
        }
        await removeUpload(context, transaction, { bucket, key, uploadId });
        const target = await requireBucket(transaction, address);
        const finished = finish(target, { ...content, blobId });
        const row = await putVersion(context, transaction, target, key, current, finished);
        objectParts.put(transaction, [blobId], {
          parts: chosen.map(({ partNumber, sizeBytes, checksum, salt }) => ({
            partNumber,
            sizeBytes,
            salt,
            checksum: upload.checksum === undefined ? undefined : checksum,
          })),
        });
        const name = "ObjectCreated:CompleteMultipartUpload";
        await announce(context, transaction, target, { name, key, row, cause });
        const { etag, versionId } = row;
        completed.put(transaction, [bucket, key, uploadId], { etag, checksum: row.checksum, versionId });
        completionTimes.put(transaction, [context.clock.now(), bucket, key, uploadId], {});
        return { bucket: target, row };
      }),
    );
  });
}

/** What an upload became that was completed a while ago. */
export const completedUpload = (
  { keyvalue }: S3Context,
  { Bucket, Key, UploadId }: UploadAddress,
): Promise<CompletedRow | undefined> =>
  isPlausible(UploadId) ? completed.get(keyvalue, [Bucket, Key, UploadId]) : Promise.resolve(undefined);

/** Forgets completions before `beforeMs`, at most `rowsMax`. */
export async function forgetCompletions(context: S3Context, beforeMs: number, rowsMax: number): Promise<void> {
  for await (const { key } of completionTimes.scan(context.keyvalue, { limit: rowsMax })) {
    if (Number(key[0]) > beforeMs) return;
    await context.keyvalue.transact((transaction) => {
      completionTimes.delete(transaction, key);
      completed.delete(transaction, key.slice(1));
    });
  }
}
