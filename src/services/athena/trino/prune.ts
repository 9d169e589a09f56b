// Turns conditions of a query into what its scans may skip: partitions, and row groups of files.
import type { Analysis, BaseColumn, Column, Scan, Scope, Tracked, Typed } from "./analysis.ts";
import { nameParts } from "./scope.ts";
import type { Comparison, Expression } from "./syntax.ts";
import { isInteger, isNumeric, isText, quoteName, quoteText } from "./types.ts";

export function conjunctsOf(expression: Expression): readonly Expression[] {
  const conjuncts: Expression[] = [];
  let at = expression;
  for (; at.node === "and"; at = at.left) conjuncts.push(...conjunctsOf(at.right));
  return [at, ...conjuncts.toReversed()];
}

/**
 * Notes a condition that every row of the result meets. `may` tells which columns' scans it may restrict: the inner side of an outer
 * join must not be restricted by the join's own condition, for instance.
 */
export function notePruning(
  analysis: Analysis,
  condition: Expression,
  scope: Scope,
  tracked: Tracked<Typed>,
  may: (column: Column) => boolean,
): void {
  const columns = [...tracked.columns];
  if (tracked.opaque || columns.length === 0 || !columns.every(may)) return;
  const scans = new Set(columns[0]?.origins.map(({ scan }) => scan));
  for (const scan of scans) {
    const bases = columns.map((column) => only(column.origins.filter((origin) => origin.scan === scan)));
    if (!bases.every((base) => base !== undefined)) continue;
    const byColumn = new Map(columns.map((column, index) => [column, bases[index] as BaseColumn]));
    if (bases.every((base) => isPartitionKey(base))) notePartitions(analysis, condition, scope, scan, byColumn);
    else noteRange(analysis, condition, scan, byColumn);
  }
}

const only = <Item>(items: readonly Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined);

const partitionKey = ({ scan, name }: BaseColumn) =>
  scan.table.kind === "table" ? scan.table.partitionKeys.find((key) => key.name === name) : undefined;
const isPartitionKey = (base: BaseColumn): boolean => partitionKey(base) !== undefined;

function notePartitions(
  analysis: Analysis,
  condition: Expression,
  scope: Scope,
  scan: Scan,
  bases: ReadonlyMap<Column, BaseColumn>,
): void {
  const before = analysis.overrides;
  analysis.overrides = new Map([...bases].map(([column, { name }]) => [column, `p.${quoteName(name)}`]));
  try {
    scan.prunes.push(analysis.track(() => analysis.expression(condition, scope)).result.sql);
  } finally {
    analysis.overrides = before;
  }
  const base = only([...bases.values()]);
  const text = base && catalogExpression(analysis, condition, base);
  if (text !== undefined) scan.partitionExpressions.push(text);
}

/** `dt >= '2024-01-01'`, `hour IN (1, 2)`; undefined for what is more than columns and literals. */
function catalogExpression(analysis: Analysis, condition: Expression, base: BaseColumn): string | undefined {
  const key = partitionKey(base);
  if (!key || !(isText(key.type) || isInteger(key.type))) return undefined;
  const constant = (of: Expression): string | undefined => {
    const value = literal(analysis, of);
    if (value?.constant === undefined) return undefined;
    if (isText(key.type)) return isText(value.type) ? quoteText(value.constant) : undefined;
    return isInteger(value.type) ? value.constant : undefined;
  };
  if (condition.node === "comparison") {
    const flipped = !nameParts(condition.left);
    const [name, other] = flipped ? [condition.right, condition.left] : [condition.left, condition.right];
    const value = nameParts(name) && constant(other);
    return value === undefined
      ? undefined
      : `${base.name} ${flipped ? FLIPPED[condition.operator] : condition.operator} ${value}`;
  }
  if (condition.node === "in" && !condition.not && "length" in condition.among && nameParts(condition.value)) {
    const values = condition.among.map(constant);
    return values.every((value) => value !== undefined) ? `${base.name} IN (${values.join(", ")})` : undefined;
  }
  if (condition.node === "between" && !condition.not && nameParts(condition.value)) {
    const [low, high] = [constant(condition.low), constant(condition.high)];
    return low === undefined || high === undefined ? undefined : `${base.name} BETWEEN ${low} AND ${high}`;
  }
  return undefined;
}

const FLIPPED: Readonly<Record<Comparison, Comparison>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function literal(analysis: Analysis, expression: Expression): Typed | undefined {
  if (!["string", "number", "typed", "parameter", "sign"].includes(expression.node)) return undefined;
  if (expression.node === "sign" && expression.value.node !== "number") return undefined;
  return analysis.expression(expression, { columns: [], parent: undefined });
}

function noteRange(
  analysis: Analysis,
  condition: Expression,
  scan: Scan,
  bases: ReadonlyMap<Column, BaseColumn>,
): void {
  const [column, base] = only([...bases]) ?? [];
  if (!column || !base) return;
  const note = (operator: Comparison, value: Expression): void => {
    const constant = literal(analysis, value);
    const comparable =
      constant &&
      ((isNumeric(column.type) && isNumeric(constant.type)) ||
        (isText(column.type) && isText(constant.type)) ||
        column.type.kind === constant.type.kind);
    if (comparable && operator !== "<>") scan.ranges.push({ column: base.name, operator, constant: constant.sql });
  };
  if (condition.node === "comparison") {
    if (nameParts(condition.left)) note(condition.operator, condition.right);
    else if (nameParts(condition.right)) note(FLIPPED[condition.operator], condition.left);
  } else if (condition.node === "between" && !condition.not && nameParts(condition.value)) {
    note(">=", condition.low);
    note("<=", condition.high);
  }
}
