// UntagUser: removes tags of a user.
import type { Operation } from "../context.ts";
import { allUsers } from "../store/entities.ts";
import { removeTags } from "../tags.ts";

export const untagUser: Operation<"UntagUser"> = async ({ UserName, TagKeys }, { account, context }) => {
  await context.store.write(async (transaction) => {
    const row = await allUsers.get(transaction, account, UserName);
    allUsers.put(transaction, account, { ...row, tags: removeTags(row.tags, TagKeys, "folded") });
  });
  return {};
};
