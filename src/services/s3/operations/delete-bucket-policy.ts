// DeleteBucketPolicy: does nothing when there is none.
import type { Operation } from "../context.ts";
import { methodNotAllowed } from "../errors.ts";
import { putPolicy } from "../store/bucket-policies.ts";
import { isOfAccount } from "../owner.ts";
import { requireBucket } from "../store/buckets.ts";

export const deleteBucketPolicy: Operation<"DeleteBucketPolicy"> = async (input, { caller, context }) => {
  const { account } = await requireBucket(context.keyvalue, input);
  if (!isOfAccount(caller, account)) throw methodNotAllowed("DELETE", "BUCKETPOLICY");
  await putPolicy(context, input, undefined);
  return {};
};
