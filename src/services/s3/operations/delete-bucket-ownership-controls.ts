// DeleteBucketOwnershipControls. Recorded: answers alike when there are none.
import type { Operation } from "../context.ts";
import { changingAccess } from "../store/bucket-access.ts";
import { changeBucket } from "../store/buckets.ts";

export const deleteBucketOwnershipControls: Operation<"DeleteBucketOwnershipControls"> = async (input, { context }) => {
  await changingAccess(context, input.Bucket, () =>
    changeBucket(context, input, (row) => ({ ...row, ownership: "none" })),
  );
  return {};
};
