// GetBucketTagging.
import type { Operation } from "../context.ts";
import { noSuchTagSet } from "../errors.ts";
import { requireBucket } from "../store/buckets.ts";

export const getBucketTagging: Operation<"GetBucketTagging"> = async (input, { context }) => {
  const { name, tags } = await requireBucket(context.keyvalue, input);
  if (tags.length === 0) throw noSuchTagSet(name);
  return { TagSet: [...tags] };
};
