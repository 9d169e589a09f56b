// GetNamedQuery: a saved query.
import type { Operation } from "../context.ts";
import { requireNamedQuery } from "../store/named-queries.ts";
import { namedQueryView } from "../views.ts";

export const getNamedQuery: Operation<"GetNamedQuery"> = async ({ NamedQueryId }, call) => ({
  NamedQuery: namedQueryView(await requireNamedQuery(call.context.keyvalue, call, NamedQueryId)),
});
