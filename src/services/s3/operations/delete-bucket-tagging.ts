// DeleteBucketTagging.
import type { Operation } from "../context.ts";
import { putBucketTags } from "../store/buckets.ts";

export const deleteBucketTagging: Operation<"DeleteBucketTagging"> = async (input, { context }) => {
  await putBucketTags(context, input, []);
  return {};
};
