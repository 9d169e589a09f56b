// DeleteRolePermissionsBoundary: a role is no longer bounded.
import { moveBoundary } from "../attach.ts";
import type { Operation } from "../context.ts";
import { noBoundary } from "../errors.ts";
import { assertModifiable } from "../kinds.ts";
import { allRoles } from "../store/entities.ts";

export const deleteRolePermissionsBoundary: Operation<"DeleteRolePermissionsBoundary"> = async (input, call) => {
  const { account, context } = call;
  await context.store.write(async (transaction) => {
    const row = await allRoles.get(transaction, account, input.RoleName);
    assertModifiable(row);
    if (row.boundary === undefined) throw noBoundary("role", row.name);
    allRoles.put(transaction, account, { ...row, boundary: undefined });
    moveBoundary(transaction, account, { kind: "role", ownerId: row.id }, { from: row.boundary, to: undefined });
  });
  return {};
};
