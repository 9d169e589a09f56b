// HeadBucket.
import type { Operation } from "../context.ts";
import { directoryArn } from "../directory/arn.ts";
import { isDirectoryBucket, zoneOf } from "../directory/bucket-name.ts";
import { requireBucket } from "../store/buckets.ts";

export const headBucket: Operation<"HeadBucket"> = async (input, { context }) => {
  const bucket = await requireBucket(context.keyvalue, input);
  if (isDirectoryBucket(bucket.name))
    return {
      BucketLocationType: "AvailabilityZone",
      BucketLocationName: zoneOf(bucket.name),
      BucketRegion: bucket.region,
      AccessPointAlias: false,
      BucketArn: directoryArn(bucket.name, bucket.region, bucket.account),
    };
  return { BucketRegion: bucket.region, AccessPointAlias: false, BucketArn: `arn:aws:s3:::${bucket.name}` };
};
