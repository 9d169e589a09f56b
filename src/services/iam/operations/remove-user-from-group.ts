// RemoveUserFromGroup: also of a user that is not in it. Recorded.
import type { Operation } from "../context.ts";
import { allGroups, allUsers } from "../store/entities.ts";
import { deleteMember } from "../store/members.ts";

export const removeUserFromGroup: Operation<"RemoveUserFromGroup"> = async (input, { account, context }) => {
  await context.store.write(async (transaction) => {
    const user = await allUsers.get(transaction, account, input.UserName);
    const group = await allGroups.get(transaction, account, input.GroupName);
    if (!user.groupIds.includes(group.id)) return;
    allUsers.put(transaction, account, { ...user, groupIds: user.groupIds.filter((id) => id !== group.id) });
    deleteMember(transaction, account, group.id, user.name);
  });
  return {};
};
