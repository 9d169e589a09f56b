// Buckets and objects as permissions name them, and needs on them.
import type { AccessNeed, ContextValue, ResourcePolicy } from "../../../kit/access.ts";
import { type AccessPoint, strictest } from "../../../kit/access-points.ts";
import { partitionOf } from "../../../kit/arn.ts";
import type { Call } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { accessPointOf, mayBeAccessPoint } from "../access-point/address.ts";
import { accessDenied, methodNotAllowed } from "../errors.ts";
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
const isShutOut = (
  { caller }: S3Call,
  { account, isPublic, publicAccessBlock }: Pick<BucketAccess, "account" | "isPublic" | "publicAccessBlock">,
): boolean =>
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

/** A bucket, and the access point that the request takes to it. */
export interface Reached {
  readonly bucket: BucketAccess;
  readonly point: AccessPoint | undefined;
}

/**
 * Errors: NoSuchBucket, NoSuchAccessPoint; AccessDenied for an access point of another network. Documented: that is so
 * before any policy is looked at.
 */
export async function reached(name: string, call: S3Call): Promise<Reached> {
  const point = mayBeAccessPoint(name) ? await accessPointOf(name, call) : undefined;
  if (point === undefined) return { bucket: await bucketAccess(call.context, name), point };
  if (point.vpcId !== undefined && call.origin.endpoint?.vpcId !== point.vpcId) throw accessDenied();
  const bucket = await bucketAccess(call.context, point.bucket);
  const ofAccount = await call.context.accessPoints.publicAccessBlock(point.account);
  const ofPoint = strictest(point.publicAccessBlock, ofAccount);
  const publicAccessBlock = strictest(bucket.publicAccessBlock, ofPoint);
  return { bucket: { ...bucket, publicAccessBlock }, point };
}

/** Documented: what a request through an access point tells the bucket's policy, too, so that it can leave the rest to it. */
const pointFacts = ({ arn, account, vpcId }: AccessPoint): Context => ({
  "s3:DataAccessPointArn": arn,
  "s3:DataAccessPointAccount": account,
  "s3:AccessPointNetworkOrigin": vpcId === undefined ? "Internet" : "VPC",
});

/**
 * Documented: an object that another account owns is closed to the bucket's owner as it is to others; both the access
 * point and the bucket must permit. Inferred: the caller's own policies speak of the access point in both.
 */
function needs(
  call: S3Call,
  { bucket, point }: Reached,
  action: string,
  key: string | undefined,
  facts = NO_FACTS,
  object?: ObjectFacts,
): AccessNeed[] {
  const context = (): Context => ({
    "s3:ResourceAccount": bucket.account,
    ...(point && pointFacts(point)),
    ...(bucket.tags && bucketTags(bucket.tags)),
    ...facts(),
  });
  const pointResource = point && (key === undefined ? point.arn : `${point.arn}/object/${key}`);
  const ofBucket = needOf(action, context, {
    resource: arnOf(call, key === undefined ? bucket.name : `${bucket.name}/${key}`),
    resourceAccount: object === undefined ? bucket.account : objectOwner(bucket, object),
    resourcePolicy: policyOf(call, bucket, action, object),
    ...(bucket.tags && { resourceTags: bucket.tags }),
    ...(pointResource !== undefined && { identityResource: pointResource }),
    // Documented with the SDKs' helpers that ask for a bucket's region: HeadBucket tells it even who may not use the bucket.
    ...(action === "ListBucket" && { refusalHeaders: { "x-amz-bucket-region": bucket.region } }),
  });
  if (point === undefined || pointResource === undefined) return [ofBucket];
  const isShut = isShutOut(call, { ...point, publicAccessBlock: bucket.publicAccessBlock });
  const ofPoint = needOf(action, context, {
    resource: pointResource,
    resourceAccount: point.account,
    resourcePolicy: { document: isShut ? undefined : point.policy, mode: "either" },
  });
  return [ofPoint, ofBucket];
}

const bucketTags = (tags: Readonly<Record<string, string>>): Context =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`s3:BucketTag/${key}`, value]));

const needOf = (action: string, context: Facts, rest: Omit<AccessNeed, "action" | "context">): AccessNeed => ({
  ...rest,
  action: `s3:${action}`,
  get context() {
    return context();
  },
});

/** Errors: NoSuchBucket, which S3 answers whatever the caller may do; MethodNotAllowed for access points. */
export async function onBucket(action: string, { Bucket }: OfBucket, call: S3Call, facts?: Facts): Promise<AccessNeed> {
  const at = await reached(Bucket, call);
  if (at.point !== undefined) throw methodNotAllowed("", "ACCESSPOINT");
  return needs(call, at, action, undefined, facts)[0]!;
}

/** What can be done through an access point, too. Errors: as above. */
export async function onBucketOrPoint(
  action: string,
  { Bucket }: OfBucket,
  call: S3Call,
  facts?: Facts,
): Promise<AccessNeed[]> {
  return needs(call, await reached(Bucket, call), action, undefined, facts);
}

/** Several actions on one object, with the same facts. Errors: NoSuchBucket. */
export async function onObject(
  actions: readonly string[],
  { Bucket, Key }: ObjectName,
  call: S3Call,
  facts?: Facts,
): Promise<AccessNeed[]> {
  const at = await reached(Bucket, call);
  return actions.flatMap((action) => needs(call, at, action, Key, facts));
}

/** The action's name for a version of an object: `GetObject` is `GetObjectVersion` then. */
export const ofVersion = (action: string, versionId: string | undefined): string =>
  versionId === undefined ? action : action.replace("Object", "ObjectVersion");

export const inVersion = (versionId: string | undefined): Context => ({ "s3:versionid": versionId });

/** Nothing that is said of an object's tags and ACL can change what the root of the bucket's account may do. */
const dependsOnObject = ({ caller, origin }: S3Call, { bucket, point }: Reached): boolean =>
  point !== undefined ||
  origin.endpoint !== undefined ||
  bucket.policy !== undefined ||
  !aclsAreOff(bucket) ||
  caller.kind !== "root" ||
  caller.session !== undefined ||
  caller.account !== bucket.account;

export interface ExistingObject extends Reached {
  readonly name: ObjectName;
  /** Undefined: there is no such object. */
  readonly object: ObjectFacts | undefined;
}

/** The object as permissions see it. Errors: KeyTooLongError, NoSuchBucket. */
export async function existingObject(name: ObjectName, call: S3Call): Promise<ExistingObject> {
  checkKeySize(name.Key);
  const at = await reached(name.Bucket, call);
  const object = dependsOnObject(call, at)
    ? await existingFacts(call.context, at.bucket.name, name.Key, name.VersionId)
    : { tags: [] };
  return { name, ...at, object };
}

/** Actions on an object, with the tags that it has. */
export function onExisting(
  actions: readonly string[],
  { name, object, ...at }: ExistingObject,
  call: S3Call,
  facts = NO_FACTS,
): AccessNeed[] {
  const { Key, VersionId } = name;
  const all: Facts = () => ({
    ...inVersion(VersionId),
    ...Object.fromEntries((object?.tags ?? []).map((tag) => [`s3:ExistingObjectTag/${tag.Key}`, tag.Value])),
    ...facts(),
  });
  return actions.flatMap((action) => needs(call, at, ofVersion(action, VersionId), Key, all, object));
}

/** Documented for GetObject and HeadObject: that an object is not there is told only to whom may list the bucket. */
export const toldMissing = ({ object, ...at }: ExistingObject, call: S3Call): AccessNeed[] =>
  object === undefined ? needs(call, at, "ListBucket", undefined) : [];
