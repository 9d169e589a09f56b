// DeleteBucketTagging.
import type { Operation } from "../context.ts";
import { changingAccess } from "../store/bucket-access.ts";
import { changeBucket } from "../store/buckets.ts";

export const deleteBucketTagging: Operation<"DeleteBucketTagging"> = async (input, { context }) => {
  await changingAccess(context, input.Bucket, () => changeBucket(context, input, (row) => ({ ...row, tags: [] })));
  return {};
};
