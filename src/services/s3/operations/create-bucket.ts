// CreateBucket.
import { aclAgainstBlock, aclAgainstOwnership, invalidOwnership } from "../acl/errors.ts";
import { type Grant, isPublicGrant } from "../acl/grants.ts";
import { grantsOfHeaders } from "../acl/request.ts";
import type { Input, Operation } from "../context.ts";
import { isBucketName } from "../bucket-name.ts";
import {
  bucketAlreadyExists,
  bucketAlreadyOwnedByYou,
  illegalLocationConstraint,
  invalidBucketName,
  invalidLocationConstraint,
} from "../errors.ts";
import { isDirectoryBucket } from "../directory/bucket-name.ts";
import { createDirectoryBucket } from "../directory/create-bucket.ts";
import { aclsAreOff, isOwnership } from "../ownership.ts";
import { createBucket as create } from "../store/buckets.ts";
import { lastModifiedAt } from "../store/objects.ts";
import type { BucketRow, Ownership } from "../store/tables.ts";
import { checkBucketTagsAtCreation } from "../tagging.ts";

const DEFAULT_REGION = "us-east-1";
/** What eu-west-1 was called first, and still may be. */
const EU = "EU";

export const createBucket: Operation<"CreateBucket"> = async (input, call) => {
  const { account, region, origin, context } = call;
  const name = input.Bucket;
  if (isDirectoryBucket(name)) return createDirectoryBucket(input, call);
  if (!isBucketName(name)) throw invalidBucketName(name);
  const ownership = ownershipOf(input);
  const grants = checkedAcl(input, account, ownership);
  const locationConstraint = checkLocation(input.CreateBucketConfiguration?.LocationConstraint, region);
  const bucketRegion = regionOf(locationConstraint);
  const tags = checkBucketTagsAtCreation(input.CreateBucketConfiguration?.Tags ?? []);
  const createdAt = lastModifiedAt(context.clock.now());
  const locked = input.ObjectLockEnabledForBucket === true;
  const row = { account, region: bucketRegion, locationConstraint, createdAt, tags, ownership };
  const created: BucketRow = locked ? { ...row, versioning: "Enabled", objectLock: {} } : row;
  const existing = await create(context, name, created, grants);
  if (existing !== undefined) {
    if (existing.account !== account) throw bucketAlreadyExists(name);
    // Recorded: in us-east-1 alone creating one's own bucket again succeeds, unless tags are sent.
    if (region !== DEFAULT_REGION || existing.region !== DEFAULT_REGION || tags.length > 0)
      throw bucketAlreadyOwnedByYou(name);
  }
  return {
    Location: bucketRegion === DEFAULT_REGION ? `/${name}` : `http://${name}.${origin.host}/`,
    BucketArn: `arn:aws:s3:::${name}`,
  };
};

/** Recorded in public issue threads: who sends the ACL `private`, as rclone does, gets a bucket with ACLs. Errors: InvalidArgument (recorded). */
function ownershipOf({ ObjectOwnership: ownership, ACL }: Input<"CreateBucket">): Ownership | undefined {
  if (ownership === undefined) return ACL === "private" ? "BucketOwnerPreferred" : undefined;
  if (isOwnership(ownership)) return ownership;
  throw invalidOwnership(ownership);
}

/**
 * Documented: where ACLs are off only what holds anyway is taken, and a new bucket keeps the public out.
 * Errors: InvalidBucketAclWithObjectOwnership, InvalidBucketAclWithBlockPublicAccessError, those of the headers.
 */
function checkedAcl(
  input: Input<"CreateBucket">,
  account: string,
  ownership: Ownership | undefined,
): readonly Grant[] | undefined {
  const grants = grantsOfHeaders(input, account);
  if (grants === undefined) return undefined;
  if (grants.some(isPublicGrant)) throw aclsAreOff({ ownership }) ? aclAgainstOwnership() : aclAgainstBlock();
  if (!aclsAreOff({ ownership })) return grants;
  if (input.ACL !== "private") throw aclAgainstOwnership();
  return undefined;
}

/** Errors: InvalidLocationConstraint, IllegalLocationConstraintException. Recorded. */
function checkLocation(constraint: string | undefined, region: string): string | undefined {
  if (region === DEFAULT_REGION) {
    if (constraint === undefined) return undefined;
    if (constraint === DEFAULT_REGION || !(constraint === EU || /^[a-z]{2}(-[a-z]+)+-\d$/.test(constraint)))
      throw invalidLocationConstraint(constraint);
    return constraint;
  }
  if (constraint === undefined) throw illegalLocationConstraint("unspecified");
  if (regionOf(constraint) !== region) throw illegalLocationConstraint(constraint);
  return constraint;
}

const regionOf = (constraint: string | undefined): string =>
  constraint === EU ? "eu-west-1" : (constraint ?? DEFAULT_REGION);
