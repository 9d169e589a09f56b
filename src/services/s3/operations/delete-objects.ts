// DeleteObjects: up to 1,000 keys in one transaction.
import type { DeletedObject, _Error as DeleteError } from "@aws-sdk/client-s3";
import { AwsError } from "../../../kit/errors.ts";
import type { Operation } from "../context.ts";
import { malformedXml } from "../errors.ts";
import { DELETE_OBJECTS_MAX } from "../limits.ts";
import { checkBypass, checkMfaDelete, deletionOf } from "../object-deletion.ts";
import { causeOf } from "../notifications/cause.ts";
import { requireBucket } from "../store/buckets.ts";

export const deleteObjects: Operation<"DeleteObjects"> = async (input, call) => {
  const { context, caller, refused } = call;
  const identifiers = input.Delete?.Objects ?? [];
  if (identifiers.length === 0 || identifiers.length > DELETE_OBJECTS_MAX) throw malformedXml();
  const namesVersions = identifiers.some(({ VersionId }) => VersionId !== undefined);
  await checkMfaDelete(context, caller, input, namesVersions);
  return context.keyvalue.transact(async (transaction) => {
    const bucket = await requireBucket(transaction, input);
    checkBypass(bucket, input.BypassGovernanceRetention);
    const how = { bypass: input.BypassGovernanceRetention === true, cause: causeOf(call) };
    const Deleted: DeletedObject[] = [];
    const Errors: DeleteError[] = [];
    for (const [item, identifier] of identifiers.entries()) {
      try {
        const refusal = refused.get(item);
        if (refusal) throw refusal;
        const deleted = await deletionOf(context, transaction, bucket, identifier, how);
        if (input.Delete?.Quiet !== true) Deleted.push(deleted);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const { code: Code, message: Message } = error;
        Errors.push({ Key: identifier.Key, VersionId: identifier.VersionId, Code, Message });
      }
    }
    return { Deleted, Errors };
  });
};
