// A query made ready: which rows it takes, what it gives for each, and whether that is one row in all.
import { unsupportedStructure } from "./errors.ts";
import { compile, type Scope } from "./compile.ts";
import { truthOf } from "./operators.ts";
import { type Row, type Reader, valuesAt } from "./row.ts";
import type { Expression, Projection, Query, Step } from "./syntax.ts";
import { MISSING, type Value } from "./values.ts";

/** One row of a result: names and values, or a whole record. */
export type Result = { readonly columns: readonly (readonly [name: string, value: Value])[] } | { readonly whole: Row };

export interface Plan {
  /** The rows of one record that the query takes. */
  readonly take: (row: Row) => Iterable<Result>;
  /** Of a query over all rows: its one row, after the last. */
  readonly last: (() => Result) | undefined;
  /** Undefined: no limit. */
  readonly limit: number | undefined;
}

/** `isCsv`: rows are records of fields. Errors: those of `compile`; UnsupportedSqlStructure. */
export function planOf(query: Query, isCsv: boolean, nowMs: number): Plan {
  const aggregates: Scope["aggregates"] = [];
  const scope = { isCsv, aliases: aliasesOf(query), nowMs, aggregates };
  const where = query.where && compile(query.where, { ...scope, aggregates: undefined });
  const { projections, from, limit } = query;
  if (isCsv && from.length > 0) throw unsupportedStructure();
  const columns = projections === "*" ? undefined : columnsOf(projections, scope);
  const matches = (row: Row): boolean => where === undefined || truthOf(where(row)) === true;
  if (aggregates.length > 0 && projections !== "*") {
    if (projections.some(({ expression }) => readsRows(expression))) throw unsupportedStructure();
    const take = (record: Row): readonly Result[] => {
      for (const row of rowsOf(record, from))
        if (matches(row)) for (const { aggregate, operand } of aggregates) aggregate.add(operand ? operand(row) : true);
      return [];
    };
    return { take, last: () => resultOf(columns, { tree: MISSING }), limit };
  }
  const take = function* (record: Row): Iterable<Result> {
    for (const row of rowsOf(record, from)) if (matches(row)) yield resultOf(columns, row);
  };
  return { take, last: undefined, limit };
}

type Columns = readonly (readonly [name: string, read: Reader])[];

const resultOf = (columns: Columns | undefined, row: Row): Result =>
  columns === undefined ? { whole: row } : { columns: columns.map(([name, read]) => [name, read(row)] as const) };

/** The alias, the path's last name, or the place. */
const columnsOf = (projections: readonly Projection[], scope: Scope): Columns =>
  projections.map(({ expression, alias }, index) => [
    alias ?? lastName(expression) ?? `_${index + 1}`,
    compile(expression, scope),
  ]);

function lastName(expression: Expression): string | undefined {
  const last = expression.kind === "path" ? expression.steps.at(-1) : undefined;
  return last !== undefined && "name" in last ? last.name.text : undefined;
}

function* rowsOf(record: Row, from: readonly Step[]): Iterable<Row> {
  if ("csv" in record || from.length === 0) yield record;
  else for (const tree of valuesAt(record.tree, from)) yield { tree };
}

/** Documented: without an alias the row goes by the last name of FROM's path, otherwise by `_1`. */
function aliasesOf({ alias, from }: Query): readonly string[] {
  if (alias !== undefined) return [alias.toLowerCase()];
  const last = from.at(-1);
  const name = last !== undefined && "name" in last ? last.name.text.toLowerCase() : "_1";
  return from.length === 0 ? ["s3object", name] : [name];
}

/** Outside of its aggregates. */
function readsRows(expression: Expression): boolean {
  return expression.kind === "path" || (expression.kind !== "aggregate" && partsOf(expression).some(readsRows));
}

export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "value":
    case "path":
      return [];
    case "binary":
      return [expression.left, expression.right];
    case "between":
      return [expression.operand, expression.low, expression.high];
    case "in":
      return [expression.operand, ...expression.items];
    case "like":
      return [expression.operand, expression.pattern, ...(expression.escape ? [expression.escape] : [])];
    case "case":
      return [expression.operand, expression.otherwise, ...expression.branches.flat()].filter(
        (one) => one !== undefined,
      );
    case "call":
      return expression.arguments;
    case "aggregate":
      return expression.operand ? [expression.operand] : [];
    default:
      return [expression.operand];
  }
}
