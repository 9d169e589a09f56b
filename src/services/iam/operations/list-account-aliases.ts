// ListAccountAliases: documented: one at most.
import type { Operation } from "../context.ts";
import { pageOfList } from "../paging.ts";
import { findAccount } from "../store/accounts.ts";

export const listAccountAliases: Operation<"ListAccountAliases"> = async (input, call) => {
  const { store, clock } = call.context;
  const { alias } = await findAccount(store.reads, call.account, clock.now());
  const { items, rest } = await pageOfList(call, "ListAccountAliases", input, alias === undefined ? [] : [alias]);
  return { AccountAliases: items, ...rest };
};
