// ListRoles: the roles under a path.
import type { Operation } from "../context.ts";
import { pageOf, under } from "../paging.ts";
import { allRoles } from "../store/entities.ts";
import { listedRole } from "../views.ts";

export const listRoles: Operation<"ListRoles"> = async (input, call) => {
  const { reads } = call.context.store;
  const { items, rest } = await pageOf(
    call,
    "ListRoles",
    input,
    (after: string | undefined) => under(allRoles.list(reads, call.account, after), input.PathPrefix),
    ({ name }) => name,
  );
  return { Roles: await Promise.all(items.map((row) => listedRole(reads, call.account, row))), ...rest };
};
