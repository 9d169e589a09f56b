// PutBucketAcl.
import { checkPublic, checkTaken } from "../acl/bucket-rules.ts";
import { requestedGrants } from "../acl/request.ts";
import type { Operation } from "../context.ts";
import { bucketAccess, changingAccess } from "../store/bucket-access.ts";
import { requireBucket } from "../store/buckets.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketAcl: Operation<"PutBucketAcl"> = async (input, { context, caller, region }) => {
  const bucket = await requireBucket(context.keyvalue, input);
  const grants = requestedGrants(input, bucket.account);
  checkTaken(bucket, input);
  const access = await bucketAccess(context, bucket.name);
  checkPublic(grants, access, { caller, region }, { action: "s3:PutBucketAcl", path: "" });
  await changingAccess(context, bucket.name, () => putConfiguration(context, input, "acl", { grants }));
  return {};
};
