// DeleteObjects: up to 1,000 keys in one transaction.
import type { DeletedObject, _Error as DeleteError } from "@aws-sdk/client-s3";
import { AwsError } from "../../../kit/errors.ts";
import type { Operation } from "../context.ts";
import { invalidArgument, malformedXml } from "../errors.ts";
import { DELETE_OBJECTS_MAX } from "../limits.ts";
import { deletionOf } from "../object-deletion.ts";
import { requireBucket } from "../store/buckets.ts";

export const deleteObjects: Operation<"DeleteObjects"> = async (input, { context }) => {
  const identifiers = input.Delete?.Objects ?? [];
  if (identifiers.length === 0 || identifiers.length > DELETE_OBJECTS_MAX) throw malformedXml();
  if (input.BypassGovernanceRetention !== undefined)
    throw invalidArgument(
      "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
      "x-amz-bypass-governance-retention",
    );
  return context.keyvalue.transact(async (transaction) => {
    const bucket = await requireBucket(transaction, input);
    const Deleted: DeletedObject[] = [];
    const Errors: DeleteError[] = [];
    for (const identifier of identifiers) {
      try {
        await deletionOf(context, transaction, bucket.name, identifier);
        if (input.Delete?.Quiet !== true) Deleted.push({ Key: identifier.Key, VersionId: identifier.VersionId });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const { code: Code, message: Message } = error;
        Errors.push({ Key: identifier.Key, VersionId: identifier.VersionId, Code, Message });
      }
    }
    return { Deleted, Errors };
  });
};
