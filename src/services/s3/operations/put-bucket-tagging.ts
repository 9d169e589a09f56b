// PutBucketTagging.
import type { Operation } from "../context.ts";
import { changingAccess } from "../store/bucket-access.ts";
import { changeBucket } from "../store/buckets.ts";
import { checkTags } from "../tagging.ts";

export const putBucketTagging: Operation<"PutBucketTagging"> = async (input, { context }) => {
  const tags = checkTags(input.Tagging?.TagSet ?? [], "bucket");
  await changingAccess(context, input.Bucket, () => changeBucket(context, input, (row) => ({ ...row, tags })));
  return {};
};
