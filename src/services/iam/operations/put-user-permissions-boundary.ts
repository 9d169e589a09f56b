// PutUserPermissionsBoundary: the managed policy that bounds what a user may do.
import { checkBoundary, moveBoundary } from "../attach.ts";
import type { Operation } from "../context.ts";
import { allUsers } from "../store/entities.ts";

export const putUserPermissionsBoundary: Operation<"PutUserPermissionsBoundary"> = async (input, call) => {
  const { account, context } = call;
  const { UserName, PermissionsBoundary: to } = input;
  await context.store.write(async (transaction) => {
    const row = await allUsers.get(transaction, account, UserName);
    await checkBoundary(transaction, account, to);
    allUsers.put(transaction, account, { ...row, boundary: to });
    moveBoundary(transaction, account, { kind: "user", ownerId: row.id }, { from: row.boundary, to });
  });
  return {};
};
