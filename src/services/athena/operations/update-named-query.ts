// UpdateNamedQuery: changes a saved query's name, text and, when given, its description.
import type { Operation } from "../context.ts";
import { putNamedQuery, requireNamedQuery } from "../store/named-queries.ts";

export const updateNamedQuery: Operation<"UpdateNamedQuery"> = async (input, call) => {
  await call.context.keyvalue.transact(async (transaction) => {
    const row = await requireNamedQuery(transaction, call, input.NamedQueryId);
    putNamedQuery(transaction, call, {
      ...row,
      name: input.Name,
      queryString: input.QueryString,
      description: input.Description ?? row.description,
    });
  });
  return {};
};
