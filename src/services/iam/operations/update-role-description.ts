// UpdateRoleDescription: another description of a role.
import type { Operation } from "../context.ts";
import { allRoles } from "../store/entities.ts";
import { embeddedRole } from "../views.ts";

export const updateRoleDescription: Operation<"UpdateRoleDescription"> = async (input, { account, context }) => {
  const { RoleName, Description } = input;
  const row = await context.store.write(async (transaction) => {
    const changed = { ...(await allRoles.get(transaction, account, RoleName)), description: Description };
    allRoles.put(transaction, account, changed);
    return changed;
  });
  return { Role: { ...(await embeddedRole(context.store.reads, account, row)), Description } };
};
