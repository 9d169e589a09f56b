// GetObjectAcl.
import { privateGrants, shownGrant } from "../acl/grants.ts";
import type { Operation } from "../context.ts";
import { checkKeySize } from "../object-key.ts";
import { ownerOf } from "../owner.ts";
import { aclsAreOff } from "../ownership.ts";
import { findObject } from "../store/objects.ts";

export const getObjectAcl: Operation<"GetObjectAcl"> = async (input, { context }) => {
  checkKeySize(input.Key);
  const { bucket, row } = await findObject(context.keyvalue, input);
  const grants = aclsAreOff(bucket) ? undefined : row.acl;
  return { Owner: ownerOf(bucket.account), Grants: (grants ?? privateGrants(bucket.account)).map(shownGrant) };
};
