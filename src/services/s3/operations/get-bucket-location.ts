// GetBucketLocation.
import type { BucketLocationConstraint } from "@aws-sdk/client-s3";
import type { Operation } from "../context.ts";
import { requireBucket } from "../store/buckets.ts";

export const getBucketLocation: Operation<"GetBucketLocation"> = async (input, { context }) => {
  const { locationConstraint } = await requireBucket(context.keyvalue, input);
  return { LocationConstraint: locationConstraint as BucketLocationConstraint | undefined };
};
