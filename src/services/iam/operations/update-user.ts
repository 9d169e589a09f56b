// UpdateUser: another name or path; whatever belongs to the user stays with it.
import type { Operation } from "../context.ts";
import { moveMemberships } from "../membership.ts";
import { allUsers } from "../store/entities.ts";

export const updateUser: Operation<"UpdateUser"> = async (input, { account, context }) => {
  await context.store.write(async (transaction) => {
    const from = await allUsers.get(transaction, account, input.UserName);
    const to = { ...from, name: input.NewUserName ?? from.name, path: input.NewPath ?? from.path };
    await allUsers.rename(transaction, account, from, to);
    moveMemberships(transaction, account, from, to.name);
  });
  return {};
};
