// ListUsers: the users under a path.
import type { Operation } from "../context.ts";
import { pageOf, under } from "../paging.ts";
import { allUsers } from "../store/entities.ts";
import { listedUser } from "../views.ts";

export const listUsers: Operation<"ListUsers"> = async (input, call) => {
  const { reads } = call.context.store;
  const { items, rest } = await pageOf(
    call,
    "ListUsers",
    input,
    (after: string | undefined) => under(allUsers.list(reads, call.account, after), input.PathPrefix),
    ({ name }) => name,
  );
  return { Users: items.map((row) => listedUser(call.account, row)), ...rest };
};
