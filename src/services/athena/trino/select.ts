// Analyses one SELECT: FROM, WHERE, GROUP BY, HAVING, windows, the select list.
import type { Analysis, BaseColumn, Column, Scope } from "./analysis.ts";
import { windowSql } from "./call.ts";
import { QueryFailure } from "./failure.ts";
import { logical } from "./predicates.ts";
import { conjunctsOf, notePruning } from "./prune.ts";
import { analyseRelation } from "./relation.ts";
import { isQualified } from "./scope.ts";
import type { Expression, Grouping, Select, SelectItem } from "./syntax.ts";
import type { TrinoType } from "./types.ts";

export interface Body {
  readonly sql: string;
  readonly columns: readonly Column[];
  /** A SELECT's own: what ORDER BY can see besides, and the SQL of each item. */
  readonly scope?: Scope;
  readonly items?: readonly string[];
  readonly distinct?: boolean;
}

interface Item {
  readonly name: string | undefined;
  readonly sql: string;
  readonly type: TrinoType;
  readonly origins: readonly BaseColumn[];
  readonly needs: ReadonlySet<BaseColumn>;
}

export function analyseSelect(analysis: Analysis, select: Select, parent: Scope | undefined): Body {
  const from = select.from && analyseRelation(analysis, select.from, parent, []);
  const sources: Scope = { columns: from?.columns ?? [], parent };
  const where = select.where ? filter(analysis, select.where, sources) : "";
  const windows = new Map<string, string>();
  const scope: Scope = { ...sources, windows };
  for (const { name, window } of select.windows) windows.set(name, windowSql(analysis, window, scope));
  const items = select.items.flatMap((item) => selectItem(analysis, item, scope));
  const groupBy =
    select.groupBy.length > 0
      ? ` GROUP BY ${select.groupBy.map((group) => grouping(analysis, group, items, scope)).join(", ")}`
      : "";
  const having = select.having
    ? ` HAVING ${logical(analysis.expression(select.having, scope), "HAVING", select.having.place).sql}`
    : "";
  if (select.distinct) for (const { needs } of items) analysis.need(needs);
  // A filter on the result may go below a grouping by the column, not below a window or a set of groupings.
  const passes = !hasWindow(select.items) && select.groupBy.every(({ node }) => node === "simple");
  const columns = items.map((item, index): Column => ({
    name: item.name,
    qualifier: undefined,
    type: item.type,
    sql: `c${index + 1}`,
    origins: passes ? item.origins : [],
    needs: item.needs,
    hidden: false,
  }));
  const list = items.map(({ sql }, index) => `${sql} AS c${index + 1}`).join(", ");
  const sql = `SELECT ${select.distinct ? "DISTINCT " : ""}${list}${from ? ` FROM ${from.sql}` : ""}${where}${groupBy}${having}`;
  return { sql, columns, scope, items: items.map((item) => item.sql), distinct: select.distinct };
}

function filter(analysis: Analysis, where: Expression, scope: Scope): string {
  const conditions = conjunctsOf(where).map((conjunct) => {
    const tracked = analysis.track(() => logical(analysis.expression(conjunct, scope), "WHERE", conjunct.place));
    analysis.adopt(tracked);
    notePruning(analysis, conjunct, scope, tracked, () => true);
    return tracked.result.sql;
  });
  return ` WHERE ${conditions.join(" AND ")}`;
}

function selectItem(analysis: Analysis, item: SelectItem, scope: Scope): readonly Item[] {
  if (item.node === "all") return everything(item, scope);
  const tracked = analysis.track(() => analysis.expression(item.value, scope));
  if (tracked.opaque) analysis.markOpaque();
  for (const column of tracked.columns) if (!scope.columns.includes(column)) analysis.need(column.needs);
  const { sql, type } = tracked.result;
  const [column] = tracked.columns;
  const plain =
    tracked.columns.size === 1 && column?.sql === sql && scope.columns.includes(column) ? column : undefined;
  return [{ name: item.alias ?? ownName(item.value), sql, type, origins: plain?.origins ?? [], needs: tracked.needs }];
}

/** A column or field keeps its name; other expressions have none. */
function ownName(value: Expression): string | undefined {
  return value.node === "name" || value.node === "field" ? value.name : undefined;
}

function everything({ of, place }: Extract<SelectItem, { node: "all" }>, scope: Scope): readonly Item[] {
  const columns = scope.columns.filter((column) => !column.hidden && isQualified(column, of));
  if (columns.length === 0) {
    if (of.length > 0) throw new QueryFailure("TABLE_NOT_FOUND", `Unable to resolve reference ${of.join(".")}`, place);
    throw new QueryFailure("SYNTAX_ERROR", "SELECT * not allowed in queries without FROM clause", place);
  }
  return columns;
}

function grouping(analysis: Analysis, group: Grouping, items: readonly Item[], scope: Scope): string {
  const expression = (value: Expression): string => {
    if (value.node !== "number" || !/^\d+$/.test(value.text)) return analysis.expression(value, scope).sql;
    const item = items[Number(value.text) - 1];
    if (!item)
      throw new QueryFailure(
        "INVALID_COLUMN_REFERENCE",
        `GROUP BY position ${value.text} is not in select list`,
        value.place,
      );
    analysis.need(item.needs);
    return group.node === "simple" ? value.text : item.sql;
  };
  const list = (values: readonly Expression[]): string => `(${values.map(expression).join(", ")})`;
  switch (group.node) {
    case "simple":
      return group.value.node === "row" ? group.value.items.map(expression).join(", ") : expression(group.value);
    case "sets":
      return `GROUPING SETS (${group.sets.map(list).join(", ")})`;
    default:
      return `${group.node.toUpperCase()} ${list(group.values)}`;
  }
}

function hasWindow(tree: object): boolean {
  if ("over" in tree && tree.over !== undefined) return true;
  return Object.values(tree).some((child) => typeof child === "object" && child !== null && hasWindow(child as object));
}
