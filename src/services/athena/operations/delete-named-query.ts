// DeleteNamedQuery: forgets a saved query.
import type { Operation } from "../context.ts";
import { deleteNamedQueryRow, requireNamedQuery } from "../store/named-queries.ts";

export const deleteNamedQuery: Operation<"DeleteNamedQuery"> = async ({ NamedQueryId = "" }, call) => {
  await call.context.keyvalue.transact(async (transaction) => {
    deleteNamedQueryRow(transaction, call, await requireNamedQuery(transaction, call, NamedQueryId));
  });
  return {};
};
