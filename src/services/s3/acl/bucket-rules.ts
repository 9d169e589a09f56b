// Whether a bucket takes an ACL at all, and what new objects get.
import { partitionOf } from "../../../kit/arn.ts";
import { aclsAreOff } from "../ownership.ts";
import type { S3Context } from "../context.ts";
import { type BucketAccess, bucketAccess } from "../store/bucket-access.ts";
import type { BucketRow } from "../store/tables.ts";
import { aclsNotSupported, publicAclBlocked } from "./errors.ts";
import { type Grant, isPublicGrant } from "./grants.ts";
import { type AclInput, grantsOfHeaders, setsAcl } from "./request.ts";

/** Documented: where ACLs are off, only this one is taken, for it says what holds anyway. */
const OWNER_ONLY = "bucket-owner-full-control";
/** Inferred: new objects may also be written with canned ACLs that grant nothing beyond it. */
const EQUIVALENT = [OWNER_ONLY, "private", "bucket-owner-read"];

/** Errors: AccessControlListNotSupported. */
export function checkTaken(
  bucket: Pick<BucketRow, "ownership">,
  { ACL: canned = "" }: AclInput,
  taken: readonly string[] = [OWNER_ONLY],
): void {
  if (aclsAreOff(bucket) && !taken.includes(canned)) throw aclsNotSupported();
}

interface Asking {
  readonly caller: { readonly arn: string };
  readonly region: string;
}

/** Errors: AccessDenied where the bucket keeps public ACLs out. */
export function checkPublic(
  grants: readonly Grant[],
  { name, publicAccessBlock }: BucketAccess,
  { caller, region }: Asking,
  { action, path }: { readonly action: string; readonly path: string },
): void {
  if (publicAccessBlock?.BlockPublicAcls !== true || !grants.some(isPublicGrant)) return;
  const resource = `arn:${partitionOf(region)}:s3:::${path === "" ? name : `${name}/${path}`}`;
  throw publicAclBlocked(caller.arn, action, resource);
}

/** The ACL that a new object is written with; undefined: nobody set one. Errors: as above, and those of the headers. */
export function newObjectAcl(
  input: AclInput & { readonly Bucket: string; readonly Key: string },
  { context, caller, region }: Asking & { readonly context: S3Context },
): Promise<readonly Grant[] | undefined> | undefined {
  return setsAcl(input) ? checkedAcl(input, context, { caller, region }) : undefined;
}

async function checkedAcl(
  input: AclInput & { readonly Bucket: string; readonly Key: string },
  context: S3Context,
  asking: Asking,
): Promise<readonly Grant[] | undefined> {
  const bucket = await bucketAccess(context, input.Bucket);
  const grants = grantsOfHeaders(input, bucket.account) ?? [];
  checkTaken(bucket, input, EQUIVALENT);
  checkPublic(grants, bucket, asking, { action: "s3:PutObject", path: input.Key });
  return aclsAreOff(bucket) ? undefined : grants;
}
