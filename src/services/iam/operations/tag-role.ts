// TagRole: tags of a role, added or changed.
import type { Operation } from "../context.ts";
import { allRoles } from "../store/entities.ts";
import { addTags } from "../tags.ts";

export const tagRole: Operation<"TagRole"> = async ({ RoleName, Tags }, { account, context }) => {
  await context.store.write(async (transaction) => {
    const row = await allRoles.get(transaction, account, RoleName);
    allRoles.put(transaction, account, { ...row, tags: addTags(row.tags, Tags, "folded") });
  });
  return {};
};
