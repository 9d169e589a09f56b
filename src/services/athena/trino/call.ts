// Function calls: aggregates and windows with their clauses, scalars without.
import type { Analysis, Scope, Typed } from "./analysis.ts";
import { QueryFailure } from "./failure.ts";
import { AGGREGATES, type Aggregate } from "./functions/aggregates.ts";
import { functionCall, unknownFunction } from "./functions/functions.ts";
import { checkArguments } from "./functions/scalar.ts";
import { WINDOW_FUNCTIONS } from "./functions/windows.ts";
import { logical } from "./predicates.ts";
import type { FrameBound, FunctionCall, SortItem, Window } from "./syntax.ts";
import { BIGINT } from "./types.ts";

export function analyseCall(analysis: Analysis, call: FunctionCall, scope: Scope): Typed {
  const { name, place } = call;
  const own = (table: Readonly<Record<string, Aggregate>>): Aggregate | undefined =>
    Object.hasOwn(table, name) ? table[name] : undefined;
  const windowed = own(WINDOW_FUNCTIONS);
  if (windowed && call.over === undefined)
    throw new QueryFailure("EXPRESSION_NOT_AGGREGATE", `Window function ${name} must have an OVER clause`, place);
  const aggregate = windowed ?? own(AGGREGATES);
  if (aggregate) return aggregateCall(analysis, call, aggregate, scope);
  if (name === "grouping") {
    const args = call.args.map((arg) => analysis.expression(arg, scope).sql);
    return { sql: `CAST(grouping(${args.join(", ")}) AS BIGINT)`, type: BIGINT };
  }
  if (call.star) throw unknownFunction(name, place);
  if (call.over !== undefined || call.filter || call.distinct || call.orderBy.length > 0)
    throw new QueryFailure("FUNCTION_NOT_FOUND", `Function '${name}' is not an aggregate function`, place);
  return functionCall(analysis, name, call.args, scope, place);
}

function aggregateCall(analysis: Analysis, call: FunctionCall, aggregate: Aggregate, scope: Scope): Typed {
  const args = call.args.map((arg) => analysis.expression(arg, scope));
  checkArguments(call.name, aggregate.takes, args, call.place);
  const distinct = call.distinct ? "DISTINCT " : "";
  const order = call.orderBy.length > 0 ? ` ORDER BY ${sortItems(analysis, call.orderBy, scope)}` : "";
  const nulls = call.nulls === "ignore" ? " IGNORE NULLS" : "";
  const filter = call.filter
    ? ` FILTER (WHERE ${logical(analysis.expression(call.filter, scope), "FILTER", call.place).sql})`
    : "";
  const over =
    call.over === undefined
      ? ""
      : ` OVER (${typeof call.over === "string" ? namedWindow(call.over, scope, call) : windowSql(analysis, call.over, scope)})`;
  const apply = (name: string, ...inner: readonly string[]): string =>
    `${name}(${call.star ? "*" : `${distinct}${inner.join(", ")}`}${order}${nulls})${filter}${over}`;
  return aggregate.build({ args, place: call.place, apply });
}

function namedWindow(name: string, scope: Scope, { place }: FunctionCall): string {
  const sql = scope.windows?.get(name);
  if (sql === undefined)
    throw new QueryFailure("INVALID_WINDOW_REFERENCE", `Cannot resolve WINDOW name ${name}`, place);
  return sql;
}

/** NULLs come last unless said otherwise, ascending and descending. Documented in Trino's SELECT. */
function sortItems(analysis: Analysis, items: readonly SortItem[], scope: Scope): string {
  return items.map((item) => `${analysis.expression(item.value, scope).sql}${direction(item)}`).join(", ");
}

export const direction = ({ descending, nulls }: SortItem): string =>
  `${descending ? " DESC" : " ASC"} NULLS ${(nulls ?? "last").toUpperCase()}`;

export function windowSql(analysis: Analysis, window: Window, scope: Scope): string {
  const parts: string[] = [];
  if (window.extends !== undefined) parts.push(scope.windows?.get(window.extends) ?? "");
  if (window.partitionBy.length > 0)
    parts.push(`PARTITION BY ${window.partitionBy.map((value) => analysis.expression(value, scope).sql).join(", ")}`);
  if (window.orderBy.length > 0) parts.push(`ORDER BY ${sortItems(analysis, window.orderBy, scope)}`);
  if (window.frame) {
    const bound = ({ kind, offset }: FrameBound): string =>
      offset ? `${analysis.expression(offset, scope).sql} ${kind.toUpperCase()}` : kind.toUpperCase();
    const { unit, start, end } = window.frame;
    parts.push(
      end ? `${unit.toUpperCase()} BETWEEN ${bound(start)} AND ${bound(end)}` : `${unit.toUpperCase()} ${bound(start)}`,
    );
  }
  return parts.join(" ");
}
