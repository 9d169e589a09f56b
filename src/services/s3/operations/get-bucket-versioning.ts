// GetBucketVersioning: nothing while it was never set.
import type { Operation } from "../context.ts";
import { requireBucket } from "../store/buckets.ts";

export const getBucketVersioning: Operation<"GetBucketVersioning"> = async (input, { context }) => {
  const { versioning, mfaDelete } = await requireBucket(context.keyvalue, input);
  return { Status: versioning, MFADelete: mfaDelete };
};
