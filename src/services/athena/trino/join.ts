// Joins: what each side may see, which rows may be missing, and what a condition lets the scans skip.
import type { Analysis, Column, Scope } from "./analysis.ts";
import { QueryFailure } from "./failure.ts";
import { comparison, logical } from "./predicates.ts";
import { conjunctsOf, notePruning } from "./prune.ts";
import { find } from "./scope.ts";
import type { Relation } from "./syntax.ts";
import { commonType } from "./types.ts";

interface Source {
  readonly sql: string;
  readonly columns: readonly Column[];
}

type Join = Extract<Relation, { node: "join" }>;
type AnalyseRelation = (
  analysis: Analysis,
  relation: Relation,
  parent: Scope | undefined,
  beside: readonly Column[],
) => Source;

export function analyseJoin(
  analysis: Analysis,
  join: Join,
  parent: Scope | undefined,
  beside: readonly Column[],
  analyse: AnalyseRelation,
): Source {
  const left = analyse(analysis, join.left, parent, beside);
  const right = analyse(analysis, join.right, parent, [...beside, ...left.columns]);
  const rightSql = join.right.node === "join" ? `(${right.sql})` : right.sql;
  if (join.type === "cross")
    return { sql: `${left.sql} CROSS JOIN ${rightSql}`, columns: [...left.columns, ...right.columns] };
  const keyword = { inner: "INNER", left: "LEFT", right: "RIGHT", full: "FULL" }[join.type];
  const { on, columns } = join.using
    ? using(analysis, join, left, right)
    : condition(analysis, join, left, right, parent);
  return { sql: `${left.sql} ${keyword} JOIN ${rightSql} ON ${on}`, columns };
}

function condition(
  analysis: Analysis,
  join: Join,
  left: Source,
  right: Source,
  parent: Scope | undefined,
): { on: string; columns: readonly Column[] } {
  const scope: Scope = { columns: [...left.columns, ...right.columns], parent };
  const rightColumns = new Set(right.columns);
  // A condition of an outer join says nothing of rows that the join keeps anyway.
  const may = (column: Column): boolean =>
    join.type === "inner" ||
    (join.type === "left" && rightColumns.has(column)) ||
    (join.type === "right" && !rightColumns.has(column));
  const parts = (join.on ? conjunctsOf(join.on) : []).map((conjunct) => {
    const tracked = analysis.track(() => logical(analysis.expression(conjunct, scope), "JOIN ON", conjunct.place));
    analysis.adopt(tracked);
    notePruning(analysis, conjunct, scope, tracked, may);
    return tracked.result.sql;
  });
  return {
    on: parts.length > 0 ? parts.join(" AND ") : "true",
    columns: [...kept(left.columns, join.type, "left"), ...kept(right.columns, join.type, "right")],
  };
}

/** Columns of a side whose rows may be missing are NULL then: no condition on them may restrict their scan. */
function kept(columns: readonly Column[], type: Join["type"], side: "left" | "right"): readonly Column[] {
  const mayMiss = type === "full" || (type === "left" && side === "right") || (type === "right" && side === "left");
  return mayMiss ? columns.map((column) => ({ ...column, origins: [] })) : columns;
}

function using(
  analysis: Analysis,
  join: Join,
  left: Source,
  right: Source,
): { on: string; columns: readonly Column[] } {
  const conditions: string[] = [];
  const merged: Column[] = [];
  const replaced = new Set<Column>();
  for (const name of join.using ?? []) {
    const [one, other] = [left, right].map(({ columns }) => find({ columns, parent: undefined }, [name], join.place));
    if (!one || !other) {
      const side = one ? "right" : "left";
      throw new QueryFailure("COLUMN_NOT_FOUND", `Column '${name}' is missing from ${side} side of join`, join.place);
    }
    const sql = [analysis.use(one), analysis.use(other)] as const;
    conditions.push(
      comparison("=", { sql: sql[0], type: one.type }, { sql: sql[1], type: other.type }, join.place).sql,
    );
    const value = join.type === "full" ? `coalesce(${sql.join(", ")})` : join.type === "right" ? sql[1] : sql[0];
    merged.push({
      name,
      qualifier: undefined,
      type: commonType(one.type, other.type) ?? one.type,
      sql: value,
      origins: join.type === "full" ? [] : (join.type === "right" ? other : one).origins,
      needs: new Set([...one.needs, ...other.needs]),
      hidden: false,
    });
    replaced.add(one).add(other);
  }
  const rest = (columns: readonly Column[], side: "left" | "right"): readonly Column[] =>
    kept(
      columns.filter((column) => !replaced.has(column)),
      join.type,
      side,
    );
  return {
    on: conditions.join(" AND "),
    columns: [...merged, ...rest(left.columns, "left"), ...rest(right.columns, "right")],
  };
}
