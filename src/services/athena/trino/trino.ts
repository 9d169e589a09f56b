// The Trino front end: a query's text to DuckDB's SQL, the types of its columns, and the scans it makes.
import { Analysis, type AnalysisInput, type Scan } from "./analysis.ts";
import { analyseExpression } from "./expression.ts";
import { QueryFailure } from "./failure.ts";
import { analyseQuery } from "./query.ts";
import type { Query } from "./syntax.ts";
import type { TrinoType } from "./types.ts";

export interface TranslatedQuery {
  /** A SELECT whose columns are named `c1`, `c2` ... over views named as the scans'. */
  readonly sql: string;
  readonly columns: readonly { readonly name: string | undefined; readonly type: TrinoType }[];
  readonly scans: readonly Scan[];
}

/** Errors: QueryFailure. */
export function translateQuery(query: Query, input: AnalysisInput): TranslatedQuery {
  const analysis = new Analysis(input, { query: analyseQuery, expression: analyseExpression });
  const { sql, columns, needs } = withinStack(() => analysis.query(query, undefined));
  for (const needed of [needs, ...columns.map((column) => column.needs)])
    for (const { scan, name } of needed) scan.needed.add(name);
  return { sql, columns: columns.map(({ name, type }) => ({ name, type })), scans: analysis.scans };
}

/** Inferred text of Trino. */
function withinStack<Result>(analyse: () => Result): Result {
  try {
    return analyse();
  } catch (error) {
    if (error instanceof RangeError)
      throw new QueryFailure("STACK_OVERFLOW", "statement is too large (stack overflow during analysis)");
    throw error;
  }
}

/** The `database.table` keys of every table a query names, views not followed. WITH names are among them. */
export function tablesOf(tree: object): readonly (readonly string[])[] {
  const names: (readonly string[])[] = [];
  const pending: object[] = [tree];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if ("node" in node && node.node === "table" && "name" in node && Array.isArray(node.name))
      names.push(node.name as string[]);
    for (const child of Object.values(node))
      if (typeof child === "object" && child !== null) pending.push(child as object);
  }
  return names;
}
