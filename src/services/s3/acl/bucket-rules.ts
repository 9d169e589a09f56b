// Whether a bucket takes an ACL at all, and what new objects get.
import { partitionOf } from "../../../kit/arn.ts";
import type { Caller } from "../../../kit/service.ts";
import { aclsAreOff } from "../ownership.ts";
import type { S3Context } from "../context.ts";
import { type BucketAccess, bucketAccess } from "../store/bucket-access.ts";
import type { BucketRow } from "../store/tables.ts";
import { aclsNotSupported, publicAclBlocked } from "./errors.ts";
import { type Grant, isPublicGrant } from "./grants.ts";
import { type AclInput, grantsOfHeaders, setsAcl } from "./request.ts";

/** Documented: where ACLs are off, only this one is taken, for it says what holds anyway; `private` is refused, too. */
const OWNER_ONLY = "bucket-owner-full-control";

/** Errors: AccessControlListNotSupported. */
export function checkTaken(bucket: Pick<BucketRow, "ownership">, { ACL: canned }: AclInput): void {
  if (aclsAreOff(bucket) && canned !== OWNER_ONLY) throw aclsNotSupported();
}

interface Asking {
  readonly caller: { readonly arn: string };
  readonly region: string;
}

/** Errors: AccessDenied where the bucket keeps public ACLs out. */
export function checkPublic(
  grants: readonly Grant[],
  { name, publicAccessBlock }: Pick<BucketAccess, "name" | "publicAccessBlock">,
  { caller, region }: Asking,
  { action, path }: { readonly action: string; readonly path: string },
): void {
  if (publicAccessBlock?.BlockPublicAcls !== true || !grants.some(isPublicGrant)) return;
  const resource = `arn:${partitionOf(region)}:s3:::${path === "" ? name : `${name}/${path}`}`;
  throw publicAclBlocked(caller.arn, action, resource);
}

interface NewAccess {
  /** Undefined: the bucket's account. */
  readonly owner: string | undefined;
  /** Undefined: nobody set one. */
  readonly acl: readonly Grant[] | undefined;
}

/** Whose a new object is, and the ACL that it is written with. Errors: as above, and those of the headers. */
export async function newObjectAccess(
  input: AclInput & { readonly Bucket: string; readonly Key: string },
  { context, caller, region }: Asking & { readonly caller: Caller; readonly context: S3Context },
): Promise<NewAccess> {
  const bucket = await bucketAccess(context, input.Bucket);
  const owner = writtenOwner(bucket, input, caller);
  if (!setsAcl(input)) return { owner, acl: undefined };
  const grants = grantsOfHeaders(input, owner ?? bucket.account, bucket.account) ?? [];
  checkTaken(bucket, input);
  checkPublic(grants, bucket, { caller, region }, { action: "s3:PutObject", path: input.Key });
  return { owner, acl: aclsAreOff(bucket) ? undefined : grants };
}

/** Documented in "Controlling ownership of objects". What nobody or a service writes is the bucket owner's here. */
function writtenOwner(bucket: BucketAccess, { ACL: canned }: AclInput, caller: Caller): string | undefined {
  if (aclsAreOff(bucket) || caller.kind === "anonymous" || caller.kind === "service") return undefined;
  if (bucket.ownership === "BucketOwnerPreferred" && canned === OWNER_ONLY) return undefined;
  return caller.account === bucket.account ? undefined : caller.account;
}
