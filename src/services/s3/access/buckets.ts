// What buckets, their tags and listings need.
import type { AccessNeed, AccessTable } from "../../../kit/access.ts";
import type { Input, S3Context, Sdk } from "../context.ts";
import { notDirectoryBucket } from "../directory/errors.ts";
import { grantsContext } from "./write-context.ts";
import { arnOf, type Context, onBucket, onBucketOrPoint, type S3Call } from "./needs.ts";

const bucket =
  (action: string) =>
  (input: { readonly Bucket: string }, call: S3Call): Promise<AccessNeed> =>
    onBucket(action, input, call);

/** Documented in "Access point compatibility": these go through access points, too. */
const bucketOrPoint =
  (action: string) =>
  (input: { readonly Bucket: string }, call: S3Call): Promise<AccessNeed[]> =>
    onBucketOrPoint(action, input, call);

interface Listing {
  readonly Bucket: string;
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
}

/** Parameters that the request does not have are not in the context either. */
const listing =
  (action: string) =>
  (input: Listing, call: S3Call): Promise<AccessNeed[]> =>
    onBucketOrPoint(action, input, call, () => ({
      "s3:prefix": input.Prefix,
      "s3:delimiter": input.Delimiter,
      "s3:max-keys": input.MaxKeys === undefined ? undefined : String(input.MaxKeys),
    }));

function creation(input: Input<"CreateBucket">, call: S3Call): AccessNeed[] {
  const { LocationConstraint, Tags = [] } = input.CreateBucketConfiguration ?? {};
  const grants = {
    "s3:x-amz-acl": input.ACL,
    "s3:x-amz-grant-full-control": input.GrantFullControl,
    "s3:x-amz-grant-read": input.GrantRead,
    "s3:x-amz-grant-read-acp": input.GrantReadACP,
    "s3:x-amz-grant-write": input.GrantWrite,
    "s3:x-amz-grant-write-acp": input.GrantWriteACP,
  };
  const context: Context = {
    ...grants,
    "s3:locationconstraint": LocationConstraint,
    "s3:x-amz-object-ownership": input.ObjectOwnership,
    "s3:ResourceAccount": call.account,
  };
  const requestTags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
  const need = { resource: arnOf(call, input.Bucket), resourceAccount: call.account, context };
  // Documented in CreateBucket.
  const actions = [
    "CreateBucket",
    ...(Object.values(grants).some((grant) => grant !== undefined) ? ["PutBucketAcl"] : []),
    ...(input.ObjectLockEnabledForBucket === true ? ["PutBucketObjectLockConfiguration", "PutBucketVersioning"] : []),
    ...(input.ObjectOwnership === undefined ? [] : ["PutBucketOwnershipControls"]),
    ...(Tags.length > 0 ? ["TagResource"] : []),
  ];
  return actions.map((action) => ({ action: `s3:${action}`, ...need, ...(Tags.length > 0 && { requestTags }) }));
}

export const bucketAccess: AccessTable<Sdk, S3Context> = {
  CreateBucket: creation,
  // Only directory buckets have sessions: their rules decide before these.
  CreateSession: () => {
    throw notDirectoryBucket();
  },
  ListDirectoryBuckets: () => ({ action: "s3express:ListAllMyDirectoryBuckets", resource: "*" }),
  DeleteBucket: bucket("DeleteBucket"),
  // Documented: there is no action of its own.
  DeleteBucketTagging: bucket("PutBucketTagging"),
  GetBucketAcl: bucketOrPoint("GetBucketAcl"),
  GetBucketLocation: bucketOrPoint("GetBucketLocation"),
  GetBucketTagging: bucket("GetBucketTagging"),
  GetBucketVersioning: bucket("GetBucketVersioning"),
  GetObjectLockConfiguration: bucket("GetBucketObjectLockConfiguration"),
  HeadBucket: bucketOrPoint("ListBucket"),
  ListBuckets: () => ({ action: "s3:ListAllMyBuckets", resource: "*" }),
  ListObjectVersions: listing("ListBucketVersions"),
  ListObjects: listing("ListBucket"),
  ListObjectsV2: listing("ListBucket"),
  PutBucketAcl: (input, call) =>
    onBucket("PutBucketAcl", input, call, () => ({
      ...grantsContext(input),
      "s3:x-amz-grant-write": input.GrantWrite,
    })),
  PutBucketTagging: bucket("PutBucketTagging"),
  PutBucketVersioning: bucket("PutBucketVersioning"),
  PutObjectLockConfiguration: bucket("PutBucketObjectLockConfiguration"),
};
