// ListGroups: the groups under a path.
import type { Operation } from "../context.ts";
import { pageOf, under } from "../paging.ts";
import { allGroups } from "../store/entities.ts";
import { groupView } from "../views.ts";

export const listGroups: Operation<"ListGroups"> = async (input, call) => {
  const { reads } = call.context.store;
  const { items, rest } = await pageOf(
    call,
    "ListGroups",
    input,
    (after: string | undefined) => under(allGroups.list(reads, call.account, after), input.PathPrefix),
    ({ name }) => name,
  );
  return { Groups: items.map((row) => groupView(call.account, row)), ...rest };
};
