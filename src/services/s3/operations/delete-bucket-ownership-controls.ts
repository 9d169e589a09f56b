// DeleteBucketOwnershipControls. Recorded: answers alike when there are none.
import type { Operation } from "../context.ts";
import { changeBucket } from "../store/buckets.ts";

export const deleteBucketOwnershipControls: Operation<"DeleteBucketOwnershipControls"> = async (input, { context }) => {
  await changeBucket(context, input, (row) => ({ ...row, ownership: "none" }));
  return {};
};
