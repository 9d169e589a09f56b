// UntagRole: removes tags of a role.
import type { Operation } from "../context.ts";
import { allRoles } from "../store/entities.ts";
import { removeTags } from "../tags.ts";

export const untagRole: Operation<"UntagRole"> = async ({ RoleName, TagKeys }, { account, context }) => {
  await context.store.write(async (transaction) => {
    const row = await allRoles.get(transaction, account, RoleName);
    allRoles.put(transaction, account, { ...row, tags: removeTags(row.tags, TagKeys, "folded") });
  });
  return {};
};
