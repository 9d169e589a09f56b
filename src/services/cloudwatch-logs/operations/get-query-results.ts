// GetQueryResults: how far a query is, and what it has found.
import type { Operation } from "../context.ts";
import { invalidNextToken, queryNotFound } from "../errors.ts";
import { QUERY_ROWS_MAX } from "../limits.ts";

export const getQueryResults: Operation<"GetQueryResults"> = async (input, { account, region, context }) => {
  const query = await context.store.queries.find({ account, region, id: input.queryId });
  if (!query) throw queryNotFound();
  const listing = `logs.GetQueryResults/${input.queryId}`;
  const from = input.nextToken === undefined ? 0 : context.host.paging.open<number>(listing, input.nextToken);
  if (from === undefined) throw invalidNextToken();
  const until = from + (input.maxItems ?? QUERY_ROWS_MAX);
  return {
    queryLanguage: "CWLI",
    results: query.rows.slice(from, until),
    statistics: query.statistics,
    status: query.status,
    ...(until < query.rows.length && { nextToken: context.host.paging.seal(listing, until) }),
  };
};
