// PutBucketVersioning.
import type { Operation } from "../context.ts";
import { illegalVersioning, invalidBucketState, malformedXml } from "../errors.ts";
import { checkMfa, hasMfa } from "../mfa.ts";
import { changeBucket, requireBucket } from "../store/buckets.ts";

export const putBucketVersioning: Operation<"PutBucketVersioning"> = async (input, { context, caller }) => {
  const { Status: status, MFADelete: mfaDelete } = input.VersioningConfiguration ?? {};
  if (status !== undefined && status !== "Enabled" && status !== "Suspended") throw malformedXml();
  if (mfaDelete !== undefined && mfaDelete !== "Enabled" && mfaDelete !== "Disabled") throw malformedXml();
  const bucket = await requireBucket(context.keyvalue, input);
  if (status === undefined) throw illegalVersioning();
  const changesMfa = mfaDelete !== undefined && mfaDelete !== (bucket.mfaDelete ?? "Disabled");
  if (changesMfa || bucket.mfaDelete === "Enabled" || hasMfa(input)) await checkMfa(context, caller, input);
  await changeBucket(context, input, (row) => {
    if (row.objectLock !== undefined && status !== "Enabled")
      throw invalidBucketState(
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
      );
    return { ...row, versioning: status, mfaDelete: mfaDelete ?? row.mfaDelete };
  });
  return {};
};
