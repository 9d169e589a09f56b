// DeleteBucketTagging.
import type { Operation } from "../context.ts";
import { changeBucket } from "../store/buckets.ts";

export const deleteBucketTagging: Operation<"DeleteBucketTagging"> = async (input, { context }) => {
  await changeBucket(context, input, (row) => ({ ...row, tags: [] }));
  return {};
};
