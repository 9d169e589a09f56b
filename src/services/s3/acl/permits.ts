// What an ACL allows: the permission behind each action, and whether a caller has it. Documented in "Mapping of ACL permissions and access policy permissions".
import type { Caller } from "../../../kit/service.ts";
import { LOGGING } from "../service-principals.ts";
import { ownerOf } from "../owner.ts";
import { ALL_USERS, AUTHENTICATED_USERS, type Grant, isPublicGrant, LOG_DELIVERY, type Permission } from "./grants.ts";

/** Actions that the bucket's ACL decides on. */
const OF_BUCKET: Readonly<Record<string, Permission>> = {
  ListBucket: "READ",
  ListBucketVersions: "READ",
  ListBucketMultipartUploads: "READ",
  PutObject: "WRITE",
  GetBucketAcl: "READ_ACP",
  PutBucketAcl: "WRITE_ACP",
};

/** Actions that the object's ACL decides on. */
const OF_OBJECT: Readonly<Record<string, Permission>> = {
  GetObject: "READ",
  GetObjectVersion: "READ",
  GetObjectAcl: "READ_ACP",
  GetObjectVersionAcl: "READ_ACP",
  PutObjectAcl: "WRITE_ACP",
  PutObjectVersionAcl: "WRITE_ACP",
};

/** What is said of an object that is being written: who may write into the bucket may say it. Inferred. */
const OF_CREATION = ["PutObjectAcl", "PutObjectTagging"];

export interface Lists {
  readonly bucket: readonly Grant[];
  /** Undefined when there is no such object. */
  readonly object: readonly Grant[] | undefined;
}

/** `ignorePublic`: public grants count as if they were not there. */
export function isGranted(action: string, caller: Caller, { bucket, object }: Lists, ignorePublic: boolean): boolean {
  const [grants, permission] = decisive(action, bucket, object);
  if (permission === undefined) return false;
  return grants.some(
    (grant) =>
      (grant.permission === permission || grant.permission === "FULL_CONTROL") &&
      !(ignorePublic && isPublicGrant(grant)) &&
      isFor(grant, caller),
  );
}

/** Where there is no object, its absence is told to whom may list the bucket. */
function decisive(
  action: string,
  bucket: readonly Grant[],
  object: readonly Grant[] | undefined,
): readonly [readonly Grant[], Permission | undefined] {
  const ofBucket = OF_BUCKET[action];
  if (ofBucket !== undefined) return [bucket, ofBucket];
  if (object !== undefined) return [object, OF_OBJECT[action]];
  if (OF_CREATION.includes(action)) return [bucket, "WRITE"];
  return [bucket, OF_OBJECT[action] === undefined ? undefined : "READ"];
}

function isFor({ grantee }: Grant, caller: Caller): boolean {
  const isKnown = caller.kind !== "anonymous" && caller.kind !== "service";
  if ("id" in grantee) return isKnown && grantee.id === ownerOf(caller.account).ID;
  if (grantee.uri === LOG_DELIVERY) return caller.kind === "service" && caller.arn === LOGGING.arn;
  return grantee.uri === ALL_USERS || (grantee.uri === AUTHENTICATED_USERS && isKnown);
}
