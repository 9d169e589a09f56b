// GetBucketPolicy: the document as it was put, but for users and roles that are called otherwise now or are gone.
import type { Operation } from "../context.ts";
import { methodNotAllowed, noSuchBucketPolicy } from "../errors.ts";
import { bucketAccess } from "../store/bucket-access.ts";
import { isOfAccount } from "../owner.ts";
import { requireBucket } from "../store/buckets.ts";

export const getBucketPolicy: Operation<"GetBucketPolicy"> = async (input, { caller, context }) => {
  const { name, account } = await requireBucket(context.keyvalue, input);
  if (!isOfAccount(caller, account)) throw methodNotAllowed("GET", "BUCKETPOLICY");
  const { policy } = await bucketAccess(context, name);
  if (policy === undefined) throw noSuchBucketPolicy(name);
  return { Policy: policy };
};
