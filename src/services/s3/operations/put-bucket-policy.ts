// PutBucketPolicy: whom the bucket lets in, unless that were everyone and the bucket keeps the public out.
import { partitionOf } from "../../../kit/arn.ts";
import type { Operation } from "../context.ts";
import { methodNotAllowed, missingRequestBody, publicPolicyBlocked } from "../errors.ts";
import { checkBucketPolicy } from "../policy/check-policy.ts";
import { isPublic } from "../../../policy/public.ts";
import { isOfAccount } from "../owner.ts";
import { requireBucket } from "../store/buckets.ts";
import { bucketAccess } from "../store/bucket-access.ts";
import { putPolicy } from "../store/bucket-policies.ts";

export const putBucketPolicy: Operation<"PutBucketPolicy"> = async (input, { caller, region, context }) => {
  const bucket = await requireBucket(context.keyvalue, input);
  const { name, account } = bucket;
  if (!isOfAccount(caller, account)) throw methodNotAllowed("PUT", "BUCKETPOLICY");
  const document: string | undefined = input.Policy; // an empty body has none
  if (document === undefined) throw missingRequestBody();
  const { document: policy, named } = await checkBucketPolicy(document, bucket, context.principals);
  const isOpen = isPublic(policy);
  const { publicAccessBlock } = await bucketAccess(context, name);
  if (isOpen && publicAccessBlock?.BlockPublicPolicy === true)
    throw publicPolicyBlocked(caller.arn, `arn:${partitionOf(region)}:s3:::${name}`);
  await putPolicy(context, input, { document, named, isPublic: isOpen });
  return {};
};
