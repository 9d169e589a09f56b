// GetBucketAcl.
import { privateGrants, shownGrant } from "../acl/grants.ts";
import type { Operation } from "../context.ts";
import { ownerOf } from "../owner.ts";
import { aclsAreOff } from "../ownership.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketAcl: Operation<"GetBucketAcl"> = async (input, { context }) => {
  const { bucket, document } = await findConfiguration(context.keyvalue, input, "acl");
  const grants = aclsAreOff(bucket) ? undefined : document?.grants;
  return { Owner: ownerOf(bucket.account), Grants: (grants ?? privateGrants(bucket.account)).map(shownGrant) };
};
