// ListDirectoryBuckets: those of the region that is asked.
import type { Bucket } from "@aws-sdk/client-s3";
import type { Operation } from "../context.ts";
import { directoryArn } from "../directory/arn.ts";
import { isDirectoryBucket } from "../directory/bucket-name.ts";
import { invalidArgument } from "../errors.ts";
import { LIST_DIRECTORY_BUCKETS_MAX } from "../limits.ts";
import { bucketsOf } from "../store/buckets.ts";

export const listDirectoryBuckets: Operation<"ListDirectoryBuckets"> = async (input, { account, region, context }) => {
  const { MaxDirectoryBuckets: limit = LIST_DIRECTORY_BUCKETS_MAX, ContinuationToken: token } = input;
  if (limit < 1 || limit > LIST_DIRECTORY_BUCKETS_MAX)
    throw invalidArgument(
      `Argument max-directory-buckets must be an integer between 1 and ${LIST_DIRECTORY_BUCKETS_MAX}`,
      "max-directory-buckets",
      limit,
    );
  const listing = `s3.ListDirectoryBuckets/${account}/${region}`;
  const after = token === undefined ? undefined : context.paging.open<string>(listing, token);
  if (token !== undefined && after === undefined)
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
  const found: Bucket[] = [];
  for await (const bucket of bucketsOf(context, account, after === undefined ? { from: "" } : { after })) {
    const { name } = bucket;
    if (!isDirectoryBucket(name) || bucket.region !== region) continue;
    if (found.length === limit)
      return { Buckets: found, ContinuationToken: context.paging.seal(listing, found.at(-1)?.Name) };
    const BucketArn = directoryArn(name, region, account);
    found.push({ Name: name, CreationDate: bucket.createdAt, BucketRegion: region, BucketArn });
  }
  return { Buckets: found };
};
