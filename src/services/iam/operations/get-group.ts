// GetGroup: a group and the users in it.
import type { Operation } from "../context.ts";
import { pageOf } from "../paging.ts";
import { allGroups } from "../store/entities.ts";
import { membersOf } from "../store/members.ts";
import { groupView, listedUser } from "../views.ts";

export const getGroup: Operation<"GetGroup"> = async (input, call) => {
  const { account, context } = call;
  const { reads } = context.store;
  const group = await allGroups.get(reads, account, input.GroupName);
  const { items, rest } = await pageOf(
    call,
    `GetGroup/${group.id}`,
    input,
    (after: string | undefined) => membersOf(reads, account, group.id, after),
    ({ name }) => name,
  );
  return { Group: groupView(account, group), Users: items.map((row) => listedUser(account, row)), ...rest };
};
