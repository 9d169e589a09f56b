// ListGroupsForUser: the groups that a user is in.
import type { Operation } from "../context.ts";
import { pageOfList } from "../paging.ts";
import { allGroups, allUsers } from "../store/entities.ts";
import { groupView } from "../views.ts";

export const listGroupsForUser: Operation<"ListGroupsForUser"> = async (input, call) => {
  const { account, context } = call;
  const { reads } = context.store;
  const user = await allUsers.get(reads, account, input.UserName);
  const groups = await Promise.all(user.groupIds.map((id) => allGroups.findById(reads, account, id)));
  const found = groups.filter((group) => group !== undefined);
  const { items, rest } = await pageOfList(call, `ListGroupsForUser/${user.id}`, input, found);
  return { Groups: items.map((row) => groupView(account, row)), ...rest };
};
