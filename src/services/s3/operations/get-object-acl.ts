// GetObjectAcl.
import { privateGrants, shownGrant } from "../acl/grants.ts";
import type { Operation } from "../context.ts";
import { checkKeySize } from "../object-key.ts";
import { objectOwner, ownerOf } from "../owner.ts";
import { aclsAreOff } from "../ownership.ts";
import { findObject } from "../store/objects.ts";

export const getObjectAcl: Operation<"GetObjectAcl"> = async (input, { context }) => {
  checkKeySize(input.Key);
  const { bucket, row } = await findObject(context.keyvalue, input);
  const grants = aclsAreOff(bucket) ? undefined : row.acl;
  const owner = objectOwner(bucket, row);
  return { Owner: ownerOf(owner), Grants: (grants ?? privateGrants(owner)).map(shownGrant) };
};
