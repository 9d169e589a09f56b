// CreateAccessPoint: another way to a bucket, with a name, a policy and a block of public access of its own.
import { AwsError } from "../../../kit/errors.ts";
import { accessPointArn, checkName, newAlias } from "../access-point.ts";
import { asOwner } from "../as-owner.ts";
import type { Operation, S3ControlCall } from "../context.ts";
import { bucketElsewhere, noSuchBucket, notOwner, scopeNotSupported } from "../errors.ts";
import { named } from "../named.ts";
import { ALL_BLOCKED, blockOf } from "../public-access-block.ts";
import { createAccessPoint as create } from "../store.ts";
import { checkTags, withTags } from "../tags.ts";

export const createAccessPoint: Operation<"CreateAccessPoint"> = async (input, call) => {
  const { Bucket: bucket, Scope, VpcConfiguration, PublicAccessBlockConfiguration: block, Tags = [] } = input;
  const at = named(input, call);
  checkName(at.name);
  if (Scope !== undefined) throw scopeNotSupported();
  const bucketAccount = input.BucketAccountId ?? at.account;
  await checkBucket(bucket, bucketAccount, call);
  const alias = newAlias(at.name);
  await create(call.context, at, {
    alias,
    bucket,
    bucketAccount,
    vpcId: VpcConfiguration?.VpcId,
    publicAccessBlock: block === undefined ? ALL_BLOCKED : blockOf(block),
    createdAt: new Date(call.context.clock.now()),
    tags: withTags({}, checkTags(Tags)),
  });
  return { AccessPointArn: accessPointArn(at.account, at.region, at.name), Alias: alias };
};

/** S3 looks for the bucket itself, as its owner would. Errors: InvalidRequest. */
async function checkBucket(Bucket: string, account: string, { context, region }: S3ControlCall): Promise<void> {
  const asked = { Bucket, ExpectedBucketOwner: account };
  try {
    const { BucketRegion } = await context.peers.call("s3", "HeadBucket", asked, asOwner(account, region));
    if (BucketRegion !== region) throw bucketElsewhere();
    // No way through an access point: the name of one is no bucket's.
    await context.peers.call("s3", "GetBucketRequestPayment", asked, asOwner(account, region));
  } catch (error) {
    if (error instanceof AwsError && ["NoSuchBucket", "NoSuchAccessPoint", "MethodNotAllowed"].includes(error.code))
      throw noSuchBucket();
    if (error instanceof AwsError && error.code === "AccessDenied") throw notOwner();
    throw error;
  }
}
