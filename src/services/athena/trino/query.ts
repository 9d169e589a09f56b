// Analyses whole queries: WITH, set operations, ORDER BY, LIMIT.
import type { AnalysedQuery, Analysis, BaseColumn, Column, Scope, Typed } from "./analysis.ts";
import { direction } from "./call.ts";
import { coerce } from "./cast.ts";
import { QueryFailure } from "./failure.ts";
import { analyseRelation } from "./relation.ts";
import { analyseSelect } from "./select.ts";
import type { Body } from "./select.ts";
import type { CommonTable, Expression, Query, QueryBody, SortItem } from "./syntax.ts";
import type { Place } from "./tokens.ts";
import { commonType, formatType, sameType } from "./types.ts";
import type { TrinoType } from "./types.ts";
import { unify } from "./predicates.ts";

export function analyseQuery(analysis: Analysis, query: Query, parent: Scope | undefined): AnalysedQuery {
  const { commonTables } = analysis;
  const definitions: string[] = [];
  try {
    const tracked = analysis.track(() => {
      for (const table of query.with) defineCommonTable(analysis, table, query, definitions);
      const body = analyseBody(analysis, query.body, parent);
      return { body, order: orderBy(analysis, query.orderBy, body), limits: limits(analysis, query) };
    });
    if (tracked.opaque) analysis.markOpaque();
    const { body, order, limits: limited } = tracked.result;
    const heads = definitions.length > 0 ? `WITH ${query.recursive ? "RECURSIVE " : ""}${definitions.join(", ")} ` : "";
    const columns = limited === "" ? body.columns : body.columns.map((column) => ({ ...column, origins: [] }));
    const sql =
      query.body.node === "select" || (order === "" && limited === "") ? body.sql : `SELECT * FROM (${body.sql}) AS b`;
    return { sql: `${heads}${sql}${order}${limited}`, columns, needs: tracked.needs };
  } finally {
    analysis.commonTables = commonTables;
  }
}

function defineCommonTable(analysis: Analysis, table: CommonTable, query: Query, definitions: string[]): void {
  if (query.with.some((other) => other !== table && other.name === table.name))
    throw new QueryFailure(
      "DUPLICATE_NAMED_QUERY",
      `WITH query name '${table.name}' specified more than once`,
      table.place,
    );
  const outer = analysis.commonTables;
  const uses = countUses(table.name, query);
  const define = (shared: NonNullable<ReturnType<typeof outer.get>>["shared"]): void => {
    analysis.commonTables = new Map([
      ...outer,
      [table.name, { query: table.query, columns: table.columns, outer, shared }],
    ]);
  };
  if (query.recursive && countUses(table.name, table.query) > 0) {
    recursive(analysis, table, definitions, define);
    return;
  }
  if (uses === 1) {
    define(undefined);
    return;
  }
  const scanCount = analysis.scans.length;
  const { sql, columns, needs } = analysis.query(table.query, undefined);
  // Nobody reads it: it was only checked.
  if (uses === 0) analysis.scans.length = scanCount;
  else definitions.push(`${sharedName(analysis, define, named(columns, table), needs)} AS (${sql})`);
}

function sharedName(
  analysis: Analysis,
  define: (shared: { name: string; columns: readonly Column[]; needs: ReadonlySet<BaseColumn> }) => void,
  columns: readonly Column[],
  needs: ReadonlySet<BaseColumn>,
): string {
  const name = analysis.fresh("cte");
  define({ name, columns, needs });
  return `${name}(${columns.map((_, index) => `c${index + 1}`).join(", ")})`;
}

function named(columns: readonly Column[], { columns: names, name, place }: CommonTable): readonly Column[] {
  if (names && names.length !== columns.length)
    throw new QueryFailure(
      "MISMATCHED_COLUMN_ALIASES",
      `Column alias list has ${names.length} entries but WITH query(${name}) has ${columns.length} columns`,
      place,
    );
  return columns.map((column, index) => ({ ...column, name: names?.[index] ?? column.name }));
}

/** `t(n) AS (start UNION ALL step)`: the start gives the types. */
function recursive(
  analysis: Analysis,
  table: CommonTable,
  definitions: string[],
  define: Parameters<typeof sharedName>[1],
): void {
  const { body } = table.query;
  if (body.node !== "union")
    throw new QueryFailure("NOT_SUPPORTED", "Recursive query must be of the form: start UNION [ALL] step", table.place);
  if (!table.columns)
    throw new QueryFailure("MISSING_COLUMN_ALIASES", "Missing column aliases in recursive WITH query", table.place);
  const part = (of: QueryBody): AnalysedQuery =>
    analysis.query(
      { place: table.place, recursive: false, with: [], body: of, orderBy: [], offset: undefined, limit: undefined },
      undefined,
    );
  const start = part(body.left);
  const head = sharedName(analysis, define, named(start.columns, table), start.needs);
  const step = part(body.right);
  const types = start.columns.map(({ type }) => type);
  analysis.need(step.needs);
  definitions.push(`${head} AS ((${start.sql}) UNION ${body.all ? "ALL " : ""}(${cast(step, types, table.place)}))`);
}

/** How often a table of that name is read anywhere in the query. */
function countUses(name: string, tree: object): number {
  let uses = 0;
  const pending: object[] = [tree];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (
      "node" in node &&
      node.node === "table" &&
      "name" in node &&
      Array.isArray(node.name) &&
      node.name.length === 1 &&
      node.name[0] === name
    )
      uses++;
    for (const child of Object.values(node))
      if (typeof child === "object" && child !== null) pending.push(child as object);
  }
  return uses;
}

function analyseBody(analysis: Analysis, body: QueryBody, parent: Scope | undefined): Body {
  switch (body.node) {
    case "select":
      return analyseSelect(analysis, body, parent);
    case "values":
      return values(analysis, body.rows, body.place, parent);
    case "table": {
      const { sql, columns } = analyseRelation(
        analysis,
        { node: "table", place: body.place, name: body.name },
        parent,
        [],
      );
      const shown = columns.filter(({ hidden }) => !hidden);
      return {
        sql: `SELECT ${shown.map((column, index) => `${column.sql} AS c${index + 1}`).join(", ")} FROM ${sql}`,
        columns: shown,
      };
    }
    case "nested": {
      const { sql, columns, needs } = analysis.query(body.query, parent);
      analysis.need(needs);
      return { sql, columns };
    }
    default:
      return setOperation(analysis, body, parent);
  }
}

function setOperation(
  analysis: Analysis,
  body: Extract<QueryBody, { node: "union" | "intersect" | "except" }>,
  parent: Scope | undefined,
): Body {
  const [left, right] = [analyseBody(analysis, body.left, parent), analyseBody(analysis, body.right, parent)];
  const operation = body.node.toUpperCase();
  if (left.columns.length !== right.columns.length)
    throw new QueryFailure(
      "TYPE_MISMATCH",
      `${operation} query has different number of fields: ${left.columns.length}, ${right.columns.length}`,
      body.place,
    );
  const types = left.columns.map(({ type }, index) => {
    const other = right.columns[index]?.type as TrinoType;
    const common = commonType(type, other);
    if (!common)
      throw new QueryFailure(
        "TYPE_MISMATCH",
        `column ${index + 1} in ${operation} query has incompatible types: ${formatType(type)}, ${formatType(other)}`,
        body.place,
      );
    return common;
  });
  const distinct = body.node !== "union" || !body.all;
  const columns = left.columns.map((column, index): Column => {
    const other = right.columns[index] as Column;
    const type = types[index] as TrinoType;
    if (distinct) for (const { needs } of [column, other]) analysis.need(needs);
    const same = sameType(column.type, type) && (body.node !== "union" || sameType(other.type, type));
    return {
      ...column,
      type,
      sql: `c${index + 1}`,
      qualifier: undefined,
      origins: same ? (body.node === "union" ? [...column.origins, ...other.origins] : column.origins) : [],
      needs: new Set([...column.needs, ...other.needs]),
    };
  });
  const all = body.all ? " ALL" : "";
  return { sql: `(${cast(left, types, body.place)}) ${operation}${all} (${cast(right, types, body.place)})`, columns };
}

/** The query with its columns as these types. */
function cast({ sql, columns }: Body, types: readonly TrinoType[], place: Place): string {
  if (columns.every(({ type }, index) => sameType(type, types[index] as TrinoType))) return sql;
  const items = columns.map(
    ({ type }, index) =>
      `${coerce({ sql: `q.c${index + 1}`, type }, types[index] as TrinoType, place).sql} AS c${index + 1}`,
  );
  return `SELECT ${items.join(", ")} FROM (${sql}) AS q`;
}

function values(analysis: Analysis, rows: readonly Expression[], place: Place, parent: Scope | undefined): Body {
  const scope: Scope = { columns: [], parent };
  const tracked = analysis.track(() =>
    rows.map((row) => (row.node === "row" ? row.items : [row]).map((item) => analysis.expression(item, scope))),
  );
  analysis.adopt(tracked);
  const typed = tracked.result;
  const width = typed[0]?.length ?? 0;
  if (typed.some((row) => row.length !== width))
    throw new QueryFailure("TYPE_MISMATCH", "Values rows have mismatched sizes", place);
  const byColumn = Array.from({ length: width }, (_, index) =>
    unify(
      typed.map((row) => row[index] as Typed),
      "VALUES",
      place,
    ),
  );
  const text = typed.map((_, row) => `(${byColumn.map((column) => column[row]?.sql).join(", ")})`).join(", ");
  const columns = byColumn.map((column, index): Column => ({
    name: undefined,
    qualifier: undefined,
    type: column[0]?.type as TrinoType,
    sql: `c${index + 1}`,
    origins: [],
    needs: tracked.needs,
    hidden: false,
  }));
  return { sql: `SELECT * FROM (VALUES ${text}) AS v(${columns.map(({ sql }) => sql).join(", ")})`, columns };
}

function orderBy(analysis: Analysis, items: readonly SortItem[], body: Body): string {
  if (items.length === 0) return "";
  const sorts = items.map((item) => `${sortKey(analysis, item.value, body)}${direction(item)}`);
  return ` ORDER BY ${sorts.join(", ")}`;
}

/** The position of an output column, or an expression over the output's names and then the query's sources. */
function sortKey(analysis: Analysis, value: Expression, body: Body): string {
  const position = value.node === "number" ? Number(value.text) : undefined;
  if (position !== undefined && (!Number.isInteger(position) || position < 1 || position > body.columns.length))
    throw new QueryFailure(
      "INVALID_COLUMN_REFERENCE",
      `ORDER BY position ${value.node === "number" ? value.text : ""} is not in select list`,
      value.place,
    );
  const index = position === undefined ? namedOutput(value, body) : position - 1;
  if (index !== undefined) {
    analysis.need(body.columns[index]?.needs ?? []);
    return String(index + 1);
  }
  const outputs = body.columns.map((column, at) => ({
    ...column,
    qualifier: undefined,
    sql: body.items?.[at] ?? `c${at + 1}`,
  }));
  const { sql } = analysis.expression(value, { columns: outputs, parent: body.scope });
  const same = body.items?.indexOf(sql) ?? -1;
  if (same !== -1) return String(same + 1);
  if (body.distinct)
    throw new QueryFailure(
      "EXPRESSION_NOT_IN_DISTINCT",
      "For SELECT DISTINCT, ORDER BY expressions must appear in select list",
      value.place,
    );
  return sql;
}

function namedOutput(value: Expression, body: Body): number | undefined {
  if (value.node !== "name") return undefined;
  const fitting = body.columns.flatMap(({ name }, index) => (name === value.name ? [index] : []));
  // The same column twice is no ambiguity.
  const sqls = new Set(fitting.map((index) => body.items?.[index] ?? index));
  if (sqls.size > 1) throw new QueryFailure("AMBIGUOUS_NAME", `Column '${value.name}' is ambiguous`, value.place);
  return fitting[0];
}

function limits(analysis: Analysis, { limit, offset }: Query): string {
  const count = (value: Expression | undefined, keyword: string): string => {
    if (!value) return "";
    const { constant } = analysis.expression(value, { columns: [], parent: undefined });
    if (!/^\d+$/.test(constant ?? ""))
      throw new QueryFailure("TYPE_MISMATCH", `${keyword} parameter must be a non-negative integer`, value.place);
    return ` ${keyword} ${constant}`;
  };
  return `${count(limit, "LIMIT")}${count(offset, "OFFSET")}`;
}
