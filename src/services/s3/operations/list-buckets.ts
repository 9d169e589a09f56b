// ListBuckets.
import type { Bucket } from "@aws-sdk/client-s3";
import type { Operation } from "../context.ts";
import { isDirectoryBucket } from "../directory/bucket-name.ts";
import { invalidArgument } from "../errors.ts";
import { LIST_BUCKETS_MAX } from "../limits.ts";
import { ownerOf } from "../owner.ts";
import { bucketsOf } from "../store/buckets.ts";

const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

export const listBuckets: Operation<"ListBuckets"> = async (input, { account, context }) => {
  const { Prefix: prefix = "", BucketRegion: region, ContinuationToken: token } = input;
  const limit = input.MaxBuckets ?? LIST_BUCKETS_MAX;
  if (limit < 1 || limit > LIST_BUCKETS_MAX)
    throw invalidArgument(
      `Argument max-buckets must be an integer between 1 and ${LIST_BUCKETS_MAX}`,
      "max-buckets",
      limit,
    );
  // Recorded; which regions there are is not looked up.
  if (region !== undefined && !REGION.test(region))
    throw invalidArgument(`Argument value ${region} is not a valid AWS Region`, "bucket-region");
  const listing = `s3.ListBuckets/${account}/${prefix}/${region ?? ""}`;
  const after = token === undefined || token === "" ? undefined : context.paging.open<string>(listing, token);
  if (token && after === undefined)
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
  const found: Bucket[] = [];
  let next: string | undefined;
  for await (const bucket of bucketsOf(context, account, after === undefined ? { from: prefix } : { after })) {
    if (!bucket.name.startsWith(prefix)) break;
    if (isDirectoryBucket(bucket.name)) continue;
    if (region !== undefined && bucket.region !== region) continue;
    if (found.length === limit) {
      next = context.paging.seal(listing, found.at(-1)?.Name);
      break;
    }
    found.push({
      Name: bucket.name,
      CreationDate: bucket.createdAt,
      BucketRegion: bucket.region,
      BucketArn: `arn:aws:s3:::${bucket.name}`,
    });
  }
  return { Buckets: found, Owner: ownerOf(account), Prefix: input.Prefix, ContinuationToken: next };
};
