// DeleteObject: succeeds whether or not the object exists.
import type { Operation } from "../context.ts";
import { headerNotImplemented, invalidArgument } from "../errors.ts";
import { checkKeySize } from "../object-key.ts";
import { refuseVersion } from "../object-answer.ts";
import { deleteObjectRow } from "../store/objects.ts";

export const deleteObject: Operation<"DeleteObject"> = async (input, { context }) => {
  checkKeySize(input.Key);
  refuseVersion(input.VersionId);
  if (input.BypassGovernanceRetention !== undefined)
    throw invalidArgument(
      "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
      "x-amz-bypass-governance-retention",
    );
  // Recorded: S3 has these for directory buckets only.
  if (input.IfMatchLastModifiedTime !== undefined) throw headerNotImplemented("x-amz-if-match-last-modified-time");
  if (input.IfMatchSize !== undefined) throw headerNotImplemented("x-amz-if-match-size");
  await deleteObjectRow(context, input, input.IfMatch);
  return {};
};
