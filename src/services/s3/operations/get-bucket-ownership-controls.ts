// GetBucketOwnershipControls.
import type { Operation } from "../context.ts";
import { ownershipControlsNotFound } from "../configurations/errors.ts";
import { requireBucket } from "../store/buckets.ts";

export const getBucketOwnershipControls: Operation<"GetBucketOwnershipControls"> = async (input, { context }) => {
  const { name, ownership = "BucketOwnerEnforced" } = await requireBucket(context.keyvalue, input);
  if (ownership === "none") throw ownershipControlsNotFound(name);
  return { OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] } };
};
