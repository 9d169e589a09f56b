// What tags are on: access points, which are here, and buckets, whose tags S3 has.
import { AwsError } from "../../kit/errors.ts";
import { type AccessPointName, parseAccessPointArn } from "./access-point.ts";
import { asOwner } from "./as-owner.ts";
import type { S3ControlCall } from "./context.ts";
import { invalidResource } from "./errors.ts";
import { changeAccessPoint, requireAccessPoint } from "./store.ts";
import type { Tags } from "./tags.ts";

export type Tagged = { readonly point: AccessPointName } | { readonly bucket: string };

/** Errors: InvalidRequest when it is another resource's. */
export function taggedBy(arn: string): Tagged {
  const point = parseAccessPointArn(arn);
  if (point !== undefined) return { point };
  const [, bucket] = /^arn:[^:]+:s3:::([^/]+)$/.exec(arn) ?? [];
  if (bucket === undefined) throw invalidResource(arn);
  return { bucket };
}

interface BucketFacts {
  /** JSON; undefined when the bucket has no policy. */
  readonly policy: string | undefined;
  /** Undefined: they do not count in policies. */
  readonly tags: Tags | undefined;
}

/** What decides on a bucket's tags beside the caller's policies. Errors: NoSuchBucket, AccessDenied as below. */
export async function bucketFacts(Bucket: string, account: string, call: S3ControlCall): Promise<BucketFacts> {
  const asked = { Bucket, ExpectedBucketOwner: account };
  const { peers } = call.context;
  const owner = asOwner(account, call.region);
  const policy = await peers.call("s3", "GetBucketPolicy", asked, owner).then(
    ({ Policy }) => Policy,
    (error: unknown) => {
      if (error instanceof AwsError && error.code === "NoSuchBucketPolicy") return undefined;
      throw error;
    },
  );
  const { AbacStatus } = await peers.call("s3", "GetBucketAbac", asked, owner);
  const tags = AbacStatus?.Status === "Enabled" ? await tagsOf({ bucket: Bucket }, account, call) : undefined;
  return { policy, tags };
}

/** Errors: NoSuchAccessPoint, NoSuchBucket, AccessDenied when the bucket is another account's. */
export async function tagsOf(tagged: Tagged, account: string, call: S3ControlCall): Promise<Tags> {
  if ("point" in tagged) return (await requireAccessPoint(call.context.keyvalue, tagged.point)).tags;
  const { bucket: Bucket } = tagged;
  try {
    const asked = { Bucket, ExpectedBucketOwner: account };
    const { TagSet = [] } = await call.context.peers.call(
      "s3",
      "GetBucketTagging",
      asked,
      asOwner(account, call.region),
    );
    return Object.fromEntries(TagSet.map(({ Key = "", Value = "" }) => [Key, Value]));
  } catch (error) {
    if (error instanceof AwsError && error.code === "NoSuchTagSet") return {};
    throw error;
  }
}

/** Errors: as above. A bucket's tags are read and then written: of two changes at once, one may be lost. */
export async function changeTags(
  tagged: Tagged,
  account: string,
  call: S3ControlCall,
  change: (tags: Tags) => Tags,
): Promise<void> {
  if ("point" in tagged)
    return changeAccessPoint(call.context, tagged.point, (row) => ({ ...row, tags: change(row.tags) }));
  const tags = change(await tagsOf(tagged, account, call));
  const address = { Bucket: tagged.bucket, ExpectedBucketOwner: account };
  const { peers } = call.context;
  const owner = asOwner(account, call.region);
  if (Object.keys(tags).length === 0) await peers.call("s3", "DeleteBucketTagging", address, owner);
  else {
    const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await peers.call("s3", "PutBucketTagging", { ...address, Tagging: { TagSet } }, owner);
  }
}
