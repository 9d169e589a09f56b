// HeadBucket.
import type { Operation } from "../context.ts";
import { requireBucket } from "../store/buckets.ts";

export const headBucket: Operation<"HeadBucket"> = async (input, { context }) => {
  const bucket = await requireBucket(context.keyvalue, input);
  return { BucketRegion: bucket.region, AccessPointAlias: false, BucketArn: `arn:aws:s3:::${bucket.name}` };
};
