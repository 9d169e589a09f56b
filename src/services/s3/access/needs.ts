// Buckets and objects as permissions name them, and needs on them.
import type { AccessNeed, ContextValue, ResourcePolicy } from "../../../kit/access.ts";
import { partitionOf } from "../../../kit/arn.ts";
import type { Call } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { checkKeySize } from "../object-key.ts";
import { isOfAccount, objectOwner } from "../owner.ts";
import { type BucketAccess, bucketAccess } from "../store/bucket-access.ts";
import { isGranted } from "../acl/permits.ts";
import { aclsAreOff } from "../ownership.ts";
import { existingFacts, type ObjectFacts } from "../store/object-facts.ts";

export type S3Call = Call<S3Context>;
export type Context = Readonly<Record<string, ContextValue | undefined>>;

interface OfBucket {
  readonly Bucket: string;
}

export interface ObjectName extends OfBucket {
  readonly Key: string;
  readonly VersionId?: string | undefined;
}

export const arnOf = (call: S3Call, path: string): string => `arn:${partitionOf(call.region)}:s3:::${path}`;

/** Documented: RestrictPublicBuckets leaves a public policy to the owner's account, and to AWS services. */
const isShutOut = ({ caller }: S3Call, { account, isPublic, publicAccessBlock }: BucketAccess): boolean =>
  isPublic &&
  publicAccessBlock?.RestrictPublicBuckets === true &&
  caller.kind !== "service" &&
  !isOfAccount(caller, account);

const policyOf = (call: S3Call, bucket: BucketAccess, action: string, object?: ObjectFacts): ResourcePolicy => ({
  document: isShutOut(call, bucket) ? undefined : bucket.policy,
  mode: "either",
  granted: isGrantedByAcl(call, bucket, action, object),
});

function isGrantedByAcl({ caller }: S3Call, bucket: BucketAccess, action: string, object?: ObjectFacts): boolean {
  if (aclsAreOff(bucket)) return false;
  const lists = { bucket: bucket.acl ?? [], object: object === undefined ? undefined : (object.acl ?? []) };
  return isGranted(action, caller, lists, bucket.publicAccessBlock?.IgnorePublicAcls === true);
}

/** Condition keys, worked out when a policy asks for one of them: most do not. */
export type Facts = () => Context;

const NO_FACTS: Facts = () => ({});

/** Documented: an object that another account owns is closed to the bucket's owner as it is to others. */
const need = (
  call: S3Call,
  bucket: BucketAccess,
  action: string,
  path: string,
  facts = NO_FACTS,
  object?: ObjectFacts,
): AccessNeed => ({
  action: `s3:${action}`,
  resource: arnOf(call, path),
  resourceAccount: object === undefined ? bucket.account : objectOwner(bucket, object),
  get context() {
    return { "s3:ResourceAccount": bucket.account, ...facts() };
  },
  resourcePolicy: policyOf(call, bucket, action, object),
});

/** Errors: NoSuchBucket, which S3 answers whatever the caller may do. */
export async function onBucket(action: string, { Bucket }: OfBucket, call: S3Call, facts?: Facts): Promise<AccessNeed> {
  return need(call, await bucketAccess(call.context, Bucket), action, Bucket, facts);
}

/** Several actions on one object, with the same facts. Errors: NoSuchBucket. */
export async function onObject(
  actions: readonly string[],
  { Bucket, Key }: ObjectName,
  call: S3Call,
  facts?: Facts,
): Promise<AccessNeed[]> {
  const bucket = await bucketAccess(call.context, Bucket);
  return actions.map((action) => need(call, bucket, action, `${Bucket}/${Key}`, facts));
}

/** The action's name for a version of an object: `GetObject` is `GetObjectVersion` then. */
export const ofVersion = (action: string, versionId: string | undefined): string =>
  versionId === undefined ? action : action.replace("Object", "ObjectVersion");

export const inVersion = (versionId: string | undefined): Context => ({ "s3:versionid": versionId });

/** Nothing that is said of an object's tags and ACL can change what the root of the bucket's account may do. */
const dependsOnObject = ({ caller }: S3Call, bucket: BucketAccess): boolean =>
  bucket.policy !== undefined ||
  !aclsAreOff(bucket) ||
  caller.kind !== "root" ||
  caller.session !== undefined ||
  caller.account !== bucket.account;

export interface ExistingObject {
  readonly name: ObjectName;
  readonly bucket: BucketAccess;
  /** Undefined: there is no such object. */
  readonly object: ObjectFacts | undefined;
}

/** The object as permissions see it. Errors: KeyTooLongError, NoSuchBucket. */
export async function existingObject(name: ObjectName, call: S3Call): Promise<ExistingObject> {
  checkKeySize(name.Key);
  const bucket = await bucketAccess(call.context, name.Bucket);
  const object = dependsOnObject(call, bucket)
    ? await existingFacts(call.context, name.Bucket, name.Key, name.VersionId)
    : { tags: [] };
  return { name, bucket, object };
}

/** Actions on an object, with the tags that it has. */
export function onExisting(
  actions: readonly string[],
  { name, bucket, object }: ExistingObject,
  call: S3Call,
  facts = NO_FACTS,
): AccessNeed[] {
  const { Bucket, Key, VersionId } = name;
  const all: Facts = () => ({
    ...inVersion(VersionId),
    ...Object.fromEntries((object?.tags ?? []).map((tag) => [`s3:ExistingObjectTag/${tag.Key}`, tag.Value])),
    ...facts(),
  });
  return actions.map((action) => need(call, bucket, ofVersion(action, VersionId), `${Bucket}/${Key}`, all, object));
}

/** Documented for GetObject and HeadObject: that an object is not there is told only to whom may list the bucket. */
export const toldMissing = ({ name, bucket, object }: ExistingObject, call: S3Call): AccessNeed[] =>
  object === undefined ? [need(call, bucket, "ListBucket", name.Bucket)] : [];
