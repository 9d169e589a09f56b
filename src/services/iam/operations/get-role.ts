// GetRole: a role with its tags, its boundary and its last use.
import type { Operation } from "../context.ts";
import { roleLastUsed } from "../last-used.ts";
import { allRoles } from "../store/entities.ts";
import { sortedTags } from "../tags.ts";
import { boundaryView, listedRole } from "../views.ts";

export const getRole: Operation<"GetRole"> = async ({ RoleName }, { account, context }) => {
  const { reads } = context.store;
  const row = await allRoles.get(reads, account, RoleName);
  const Role = {
    ...(await listedRole(reads, account, row)),
    ...boundaryView(row.boundary),
    ...(row.tags.length > 0 && { Tags: sortedTags(row.tags) }),
    RoleLastUsed: await roleLastUsed(context, account, row),
  };
  return { Role };
};
