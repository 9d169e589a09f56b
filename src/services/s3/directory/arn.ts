// ARNs of directory buckets, which have a region and an account.
import { partitionOf } from "../../../kit/arn.ts";

export const directoryArn = (bucket: string, region: string, account: string): string =>
  `arn:${partitionOf(region)}:s3express:${region}:${account}:bucket/${bucket}`;
