// AddUserToGroup: idempotent.
import type { Operation } from "../context.ts";
import { quotaExceeded } from "../errors.ts";
import { GROUPS_PER_USER_MAX } from "../limits.ts";
import { allGroups, allUsers } from "../store/entities.ts";
import { putMember } from "../store/members.ts";

export const addUserToGroup: Operation<"AddUserToGroup"> = async ({ UserName, GroupName }, { account, context }) => {
  await context.store.write(async (transaction) => {
    // Recorded: the user is looked for first.
    const user = await allUsers.get(transaction, account, UserName);
    const group = await allGroups.get(transaction, account, GroupName);
    if (user.groupIds.includes(group.id)) return;
    if (user.groupIds.length >= GROUPS_PER_USER_MAX) throw quotaExceeded("GroupsPerUser", GROUPS_PER_USER_MAX);
    allUsers.put(transaction, account, { ...user, groupIds: [...user.groupIds, group.id] });
    putMember(transaction, account, group.id, user.name);
  });
  return {};
};
