// Deletions: of the current version, which versioned buckets cover with a delete marker, and of a version for good.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { checkWriteConditions } from "../conditions.ts";
import type { S3Context } from "../context.ts";
import type { Cause } from "../notifications/cause.ts";
import { announce } from "../notifications/queue.ts";
import type { NamedBucket } from "./buckets.ts";
import { type DeleteMarkerRow, isDeleteMarker, type ObjectRow, objects } from "./tables.ts";
import { findVersion, putDeleteMarker, putMarkerReplica, removeVersion, versionIdOf } from "./versions.ts";

export interface DeletionRequest {
  readonly key: string;
  /** Checked; undefined: the current version. */
  readonly versionId: string | undefined;
  readonly ifMatch: string | undefined;
  /** The delete marker that is replicated; it is not replicated again. */
  readonly replica?: DeleteMarkerRow | undefined;
  readonly cause: Cause;
  /** Throws when the version is protected. */
  readonly check: (row: ObjectRow) => void;
}

/** What became of it. */
export interface Deletion {
  /** Of the delete marker that was made, or of what was removed. */
  readonly versionId: string | undefined;
  /** Whether that is a delete marker. */
  readonly deleteMarker: boolean;
}

/** Does nothing when there is no such object. Errors: PreconditionFailed, NoSuchKey by the condition; those of `check`. */
export async function deleteObject(
  context: S3Context,
  transaction: Transaction,
  bucket: NamedBucket,
  request: DeletionRequest,
): Promise<Deletion> {
  const { key, versionId, check, cause } = request;
  const at = [bucket.name, key] as const;
  const current = await objects.get(transaction, at);
  if (versionId === undefined) {
    checkWriteConditions({ IfMatch: request.ifMatch }, key, current);
    if (bucket.versioning !== undefined) {
      const { replica } = request;
      const marker = replica
        ? await putMarkerReplica(transaction, bucket, key, current, replica)
        : await putDeleteMarker(context, transaction, bucket, key, current);
      const name = "ObjectRemoved:DeleteMarkerCreated";
      await announce(context, transaction, bucket, { name, key, row: marker, cause });
      return { versionId: versionIdOf(marker), deleteMarker: true };
    }
    if (current !== undefined) {
      check(current);
      await removeVersion(context, transaction, at, { row: current, isCurrent: true });
      await announce(context, transaction, bucket, { name: "ObjectRemoved:Delete", key, row: current, cause });
    }
    return { versionId: undefined, deleteMarker: false };
  }
  const found = await findVersion(transaction, at, versionId);
  const row = found === undefined || isDeleteMarker(found.row) ? undefined : found.row;
  checkWriteConditions({ IfMatch: request.ifMatch }, key, row);
  if (row !== undefined) check(row);
  if (found !== undefined) {
    await removeVersion(context, transaction, at, found);
    await announce(context, transaction, bucket, { name: "ObjectRemoved:Delete", key, row: found.row, cause });
  }
  return { versionId, deleteMarker: found !== undefined && row === undefined };
}
