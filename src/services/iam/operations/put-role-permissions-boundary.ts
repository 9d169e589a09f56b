// PutRolePermissionsBoundary: the managed policy that bounds what a role may do.
import { checkBoundary, moveBoundary } from "../attach.ts";
import type { Operation } from "../context.ts";
import { assertModifiable } from "../kinds.ts";
import { allRoles } from "../store/entities.ts";

export const putRolePermissionsBoundary: Operation<"PutRolePermissionsBoundary"> = async (input, call) => {
  const { account, context } = call;
  const { RoleName, PermissionsBoundary: to } = input;
  await context.store.write(async (transaction) => {
    const row = await allRoles.get(transaction, account, RoleName);
    assertModifiable(row);
    await checkBoundary(transaction, account, to);
    allRoles.put(transaction, account, { ...row, boundary: to });
    moveBoundary(transaction, account, { kind: "role", ownerId: row.id }, { from: row.boundary, to });
  });
  return {};
};
