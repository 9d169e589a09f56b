// TagUser: tags of a user, added or changed.
import type { Operation } from "../context.ts";
import { allUsers } from "../store/entities.ts";
import { addTags } from "../tags.ts";

export const tagUser: Operation<"TagUser"> = async ({ UserName, Tags }, { account, context }) => {
  await context.store.write(async (transaction) => {
    const row = await allUsers.get(transaction, account, UserName);
    allUsers.put(transaction, account, { ...row, tags: addTags(row.tags, Tags, "folded") });
  });
  return {};
};
