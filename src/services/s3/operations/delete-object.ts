// DeleteObject: succeeds whether or not the object exists. Versioned buckets get a delete marker.
import type { Operation } from "../context.ts";
import { headerNotImplemented } from "../errors.ts";
import { checkKeySize } from "../object-key.ts";
import { checkBypass, checkMfaDelete } from "../object-deletion.ts";
import { checkRemovable } from "../object-lock.ts";
import { causeOf } from "../notifications/cause.ts";
import { replicatedMarker } from "../replication/replica.ts";
import { requireBucket } from "../store/buckets.ts";
import { deleteObject as remove } from "../store/deletions.ts";
import { checkVersionId } from "../store/objects.ts";

export const deleteObject: Operation<"DeleteObject"> = async (input, call) => {
  const { context, caller } = call;
  checkKeySize(input.Key);
  const { BypassGovernanceRetention: bypass } = input;
  // Recorded: S3 has these for directory buckets only.
  if (input.IfMatchLastModifiedTime !== undefined) throw headerNotImplemented("x-amz-if-match-last-modified-time");
  if (input.IfMatchSize !== undefined) throw headerNotImplemented("x-amz-if-match-size");
  await checkMfaDelete(context, caller, input, input.VersionId !== undefined);
  const deletion = await context.keyvalue.transact(async (transaction) => {
    const bucket = await requireBucket(transaction, input);
    if (input.VersionId !== undefined) checkVersionId(input.VersionId);
    checkBypass(bucket, bypass);
    return remove(context, transaction, bucket, {
      key: input.Key,
      versionId: input.VersionId,
      ifMatch: input.IfMatch,
      replica: replicatedMarker(input),
      cause: causeOf(call),
      check: (row) => checkRemovable(row, context.clock.now(), bypass === true),
    });
  });
  return { VersionId: deletion.versionId, DeleteMarker: deletion.deleteMarker || undefined };
};
