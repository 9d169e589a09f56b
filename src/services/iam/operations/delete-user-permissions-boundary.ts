// DeleteUserPermissionsBoundary: a user is no longer bounded.
import { moveBoundary } from "../attach.ts";
import type { Operation } from "../context.ts";
import { noBoundary } from "../errors.ts";
import { allUsers } from "../store/entities.ts";

export const deleteUserPermissionsBoundary: Operation<"DeleteUserPermissionsBoundary"> = async (input, call) => {
  const { account, context } = call;
  await context.store.write(async (transaction) => {
    const row = await allUsers.get(transaction, account, input.UserName);
    if (row.boundary === undefined) throw noBoundary("user", row.name);
    allUsers.put(transaction, account, { ...row, boundary: undefined });
    moveBoundary(transaction, account, { kind: "user", ownerId: row.id }, { from: row.boundary, to: undefined });
  });
  return {};
};
