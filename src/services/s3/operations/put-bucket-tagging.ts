// PutBucketTagging.
import type { Operation } from "../context.ts";
import { putBucketTags } from "../store/buckets.ts";
import { checkTags } from "../tagging.ts";

export const putBucketTagging: Operation<"PutBucketTagging"> = async (input, { context }) => {
  await putBucketTags(context, input, checkTags(input.Tagging?.TagSet ?? [], "bucket"));
  return {};
};
