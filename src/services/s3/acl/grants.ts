// Access control lists: grants to accounts by their canonical ids, and to AWS's groups. Documented in "Access control list (ACL) overview".
import { ownerOf } from "../owner.ts";

export const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
export const AUTHENTICATED_USERS = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
export const LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";
const GROUPS = [ALL_USERS, AUTHENTICATED_USERS, LOG_DELIVERY];
const PUBLIC_GROUPS = [ALL_USERS, AUTHENTICATED_USERS];

export const PERMISSIONS = ["FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP"] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const isPermission = (word: string | undefined): word is Permission =>
  (PERMISSIONS as readonly (string | undefined)[]).includes(word);

/** A canonical id, or the URI of a group. */
export type Grantee = { readonly id: string } | { readonly uri: string };

export interface Grant {
  readonly grantee: Grantee;
  readonly permission: Permission;
}

export const isGroup = (uri: string): boolean => GROUPS.includes(uri);

const toOwner = (account: string): Grant => ({ grantee: { id: ownerOf(account).ID }, permission: "FULL_CONTROL" });
const toGroup = (uri: string, permission: Permission): Grant => ({ grantee: { uri }, permission });

/** What an ACL that nobody set grants. */
export const privateGrants = (account: string): readonly Grant[] => [toOwner(account)];

const CANNED: Readonly<Record<string, readonly Grant[]>> = {
  private: [],
  "public-read": [toGroup(ALL_USERS, "READ")],
  "public-read-write": [toGroup(ALL_USERS, "READ"), toGroup(ALL_USERS, "WRITE")],
  "authenticated-read": [toGroup(AUTHENTICATED_USERS, "READ")],
  "log-delivery-write": [toGroup(LOG_DELIVERY, "WRITE"), toGroup(LOG_DELIVERY, "READ_ACP")],
  "aws-exec-read": [],
  "bucket-owner-read": [],
  "bucket-owner-full-control": [],
};

/** Of objects in the bucket of another account. */
const CANNED_FOR_BUCKET_OWNER: Readonly<Record<string, Permission>> = {
  "bucket-owner-read": "READ",
  "bucket-owner-full-control": "FULL_CONTROL",
};

/** Undefined for names that S3 does not know. `account` owns what the ACL is of, `bucketAccount` the bucket around it. */
export function cannedGrants(name: string, account: string, bucketAccount = account): readonly Grant[] | undefined {
  const further = Object.hasOwn(CANNED, name) ? CANNED[name] : undefined;
  const permission = bucketAccount === account ? undefined : CANNED_FOR_BUCKET_OWNER[name];
  const toBucketOwner: Grant[] =
    permission === undefined ? [] : [{ grantee: { id: ownerOf(bucketAccount).ID }, permission }];
  return further && [toOwner(account), ...toBucketOwner, ...further];
}

/** As S3 defines public: for everyone, or everyone with an AWS account. */
export const isPublicGrant = ({ grantee }: Grant): boolean => "uri" in grantee && PUBLIC_GROUPS.includes(grantee.uri);

export const grantsOwnerOnly = (grants: readonly Grant[], account: string): boolean =>
  grants.every(({ grantee }) => "id" in grantee && grantee.id === ownerOf(account).ID);

/** As documents show it. */
export const shownGrant = ({ grantee, permission }: Grant) => ({
  Grantee:
    "id" in grantee
      ? ({ Type: "CanonicalUser", ID: grantee.id } as const)
      : ({ Type: "Group", URI: grantee.uri } as const),
  Permission: permission,
});
