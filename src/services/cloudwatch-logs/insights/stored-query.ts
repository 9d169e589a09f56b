// Queries of requests: read with AWS's errors, and run when their job is due.
import type { LogsContext } from "../context.ts";
import { malformedQuery } from "../errors.ts";
import type { QueryKey, QueryRow } from "../store/queries.ts";
import { newestFirst } from "./newest-first.ts";
import { QueryProblem } from "./problem.ts";
import { parseQuery, type Query } from "./query.ts";
import { type QueryOutcome, runQuery } from "./run.ts";

/** Errors: MalformedQueryException. */
export function queryOf(text: string): Query {
  try {
    return parseQuery(text);
  } catch (error) {
    throw error instanceof QueryProblem ? malformedQuery(error.message, error.start, error.end) : error;
  }
}

export async function runStored(key: QueryKey, row: QueryRow, context: LogsContext): Promise<QueryOutcome> {
  const { account, region } = key;
  const found = await Promise.all(row.groups.map((name) => context.store.groups.find({ account, region, name })));
  const groups = found.filter((group) => group !== undefined);
  return runQuery(queryOf(row.text), account, row.limit, newestFirst(groups, row, context));
}
