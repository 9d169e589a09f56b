// GetBucketPolicyStatus: whether the policy lets the public in.
import type { Operation } from "../context.ts";
import { noSuchBucketPolicy } from "../errors.ts";
import { bucketAccess } from "../store/bucket-access.ts";
import { requireBucket } from "../store/buckets.ts";

export const getBucketPolicyStatus: Operation<"GetBucketPolicyStatus"> = async (input, { context }) => {
  const { name } = await requireBucket(context.keyvalue, input);
  const { policy, isPublic } = await bucketAccess(context, name);
  if (policy === undefined) throw noSuchBucketPolicy(name);
  return { PolicyStatus: { IsPublic: isPublic } };
};
