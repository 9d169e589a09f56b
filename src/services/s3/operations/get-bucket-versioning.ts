// GetBucketVersioning: no bucket has ever had versioning enabled, and S3 answers that with nothing.
import type { Operation } from "../context.ts";
import { requireBucket } from "../store/buckets.ts";

export const getBucketVersioning: Operation<"GetBucketVersioning"> = async (input, { context }) => {
  await requireBucket(context.keyvalue, input);
  return {};
};
