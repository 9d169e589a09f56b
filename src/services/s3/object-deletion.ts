// What DeleteObject and DeleteObjects share, and the deletion of one object among several.
import type { DeletedObject } from "@aws-sdk/client-s3";
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import type { Caller } from "../../kit/service.ts";
import type { S3Context } from "./context.ts";
import { headerNotImplemented, noSuchVersion } from "./errors.ts";
import { bypassWithoutLock } from "./lock-errors.ts";
import { checkMfa } from "./mfa.ts";
import { checkKeySize } from "./object-key.ts";
import { checkRemovable } from "./object-lock.ts";
import type { Cause } from "./notifications/cause.ts";
import { type BucketAddress, type NamedBucket, requireBucket } from "./store/buckets.ts";
import { deleteObject } from "./store/deletions.ts";
import { isVersionId } from "./version-id.ts";

export interface ObjectIdentifier {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ETag?: string | undefined;
  readonly LastModifiedTime?: Date | undefined;
  readonly Size?: number | undefined;
}

/** Recorded: also when it is false. Errors: InvalidArgument. */
export function checkBypass({ objectLock }: NamedBucket, bypass: boolean | undefined): void {
  if (bypass !== undefined && objectLock === undefined) throw bypassWithoutLock();
}

/** Where MFA delete is enabled, versions go only with a code. Errors: AccessDenied, NoSuchBucket. */
export async function checkMfaDelete(
  context: S3Context,
  caller: Caller,
  input: BucketAddress & { readonly MFA?: string | undefined },
  namesVersion: boolean,
): Promise<void> {
  if (!namesVersion) return;
  const { mfaDelete } = await requireBucket(context.keyvalue, input);
  if (mfaDelete === "Enabled") await checkMfa(context, caller, input);
}

/**
 * Its errors belong to the object, not to the request: NoSuchVersion, PreconditionFailed, NoSuchKey by the entity tag,
 * KeyTooLongError, NotImplemented, AccessDenied.
 */
export async function deletionOf(
  context: S3Context,
  transaction: Transaction,
  bucket: NamedBucket,
  identifier: ObjectIdentifier,
  { bypass, cause }: { readonly bypass: boolean; readonly cause: Cause },
): Promise<DeletedObject> {
  const { Key: key = "", VersionId: versionId } = identifier;
  checkKeySize(key);
  if (versionId !== undefined && !isVersionId(versionId)) throw noSuchVersion(key, versionId);
  if (identifier.LastModifiedTime !== undefined) throw headerNotImplemented("x-amz-if-match-last-modified-time");
  if (identifier.Size !== undefined) throw headerNotImplemented("x-amz-if-match-size");
  const deletion = await deleteObject(context, transaction, bucket, {
    key,
    versionId,
    ifMatch: identifier.ETag,
    cause,
    check: (row) => checkRemovable(row, context.clock.now(), bypass),
  });
  return {
    Key: key,
    VersionId: versionId,
    ...(deletion.deleteMarker && { DeleteMarker: true, DeleteMarkerVersionId: deletion.versionId }),
  };
}
