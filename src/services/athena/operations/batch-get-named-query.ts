// BatchGetNamedQuery: saved queries by their ids, and which ids there are none for.
import type { NamedQuery, UnprocessedNamedQueryId } from "@aws-sdk/client-athena";
import type { Operation } from "../context.ts";
import { namedQueryNotFound } from "../errors.ts";
import { findNamedQuery } from "../store/named-queries.ts";
import { namedQueryView } from "../views.ts";

export const batchGetNamedQuery: Operation<"BatchGetNamedQuery"> = async (input, call) => {
  const NamedQueries: NamedQuery[] = [];
  const UnprocessedNamedQueryIds: UnprocessedNamedQueryId[] = [];
  for (const NamedQueryId of input.NamedQueryIds) {
    const row = await findNamedQuery(call.context.keyvalue, call, NamedQueryId);
    if (row) NamedQueries.push(namedQueryView(row));
    else {
      const { message: ErrorMessage } = namedQueryNotFound(NamedQueryId);
      UnprocessedNamedQueryIds.push({ NamedQueryId, ErrorCode: "INVALID_INPUT", ErrorMessage });
    }
  }
  return { NamedQueries, UnprocessedNamedQueryIds };
};
