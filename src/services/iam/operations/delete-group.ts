// DeleteGroup: removes a group that has nothing left.
import type { Operation } from "../context.ts";
import { mustFirst } from "../errors.ts";
import { allGroups } from "../store/entities.ts";
import { hasInline } from "../store/inline.ts";
import { hasMembers } from "../store/members.ts";

export const deleteGroup: Operation<"DeleteGroup"> = async ({ GroupName }, { account, context }) => {
  await context.store.write(async (transaction) => {
    const row = await allGroups.get(transaction, account, GroupName);
    if (await hasMembers(transaction, account, row.id)) throw mustFirst("remove users from group");
    if (row.attached.length > 0) throw mustFirst("detach all policies");
    if (await hasInline(transaction, account, row.id)) throw mustFirst("delete policies");
    allGroups.remove(transaction, account, row);
  });
  return {};
};
