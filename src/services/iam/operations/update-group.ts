// UpdateGroup: another name or path; its users and policies stay.
import type { Operation } from "../context.ts";
import { allGroups } from "../store/entities.ts";

export const updateGroup: Operation<"UpdateGroup"> = async (input, { account, context }) => {
  await context.store.write(async (transaction) => {
    const from = await allGroups.get(transaction, account, input.GroupName);
    const to = { ...from, name: input.NewGroupName ?? from.name, path: input.NewPath ?? from.path };
    await allGroups.rename(transaction, account, from, to);
  });
  return {};
};
