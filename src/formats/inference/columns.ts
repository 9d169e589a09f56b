// Columns that inference finds, and how the columns of two files become those of one table.
import { formatHiveType, type HiveType, parseHiveType } from "../hive-type.ts";

export interface InferredColumn {
  /** Lower case, as the catalog keeps column names. */
  readonly name: string;
  /** A Hive type's text. */
  readonly type: string;
}

const INTEGER_WIDTHS: Readonly<Record<string, number>> = { tinyint: 1, smallint: 2, int: 3, bigint: 4 };
const FLOAT_WIDTHS: Readonly<Record<string, number>> = { float: 5, double: 6 };

/** The narrowest Hive type that holds both; `string` when nothing else does. */
export function mergeTypes(a: string, b: string): string {
  if (a === b) return a;
  const left = parseHiveType(a);
  const right = parseHiveType(b);
  return left && right ? formatHiveType(merged(left, right)) : "string";
}

function merged(a: HiveType, b: HiveType): HiveType {
  if (a.kind === "struct" && b.kind === "struct") {
    const fields = new Map(a.fields.map((field) => [field.name, field.type]));
    for (const { name, type } of b.fields) {
      const known = fields.get(name);
      fields.set(name, known ? merged(known, type) : type);
    }
    return { kind: "struct", fields: [...fields].map(([name, type]) => ({ name, type })) };
  }
  if (a.kind === "array" && b.kind === "array") return { kind: "array", element: merged(a.element, b.element) };
  if (a.kind === "map" && b.kind === "map") {
    return { kind: "map", key: merged(a.key, b.key), value: merged(a.value, b.value) };
  }
  return formatHiveType(a) === formatHiveType(b) ? a : mergedPrimitives(a, b);
}

function mergedPrimitives(a: HiveType, b: HiveType): HiveType {
  if (a.kind === "decimal" && b.kind === "decimal") {
    const scale = Math.max(a.scale, b.scale);
    const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
    return whole + scale <= 38 ? { kind: "decimal", precision: whole + scale, scale } : { kind: "double" };
  }
  const widthA = widthOf(a);
  const widthB = widthOf(b);
  if (widthA === undefined || widthB === undefined) return { kind: "string" };
  const [narrow, wide] = widthA < widthB ? [a, b] : [b, a];
  // A float keeps 24 bits of an integer: only a double is wide enough for an int or a bigint.
  return wide.kind === "float" && widthOf(narrow)! >= 3 ? { kind: "double" } : wide;
}

const widthOf = (type: HiveType): number | undefined => INTEGER_WIDTHS[type.kind] ?? FLOAT_WIDTHS[type.kind];

/** The columns of `a`, types widened to hold `b`, then those that only `b` has. */
export function mergeColumns(a: readonly InferredColumn[], b: readonly InferredColumn[]): InferredColumn[] {
  const types = new Map(a.map((column) => [column.name, column.type]));
  for (const { name, type } of b) {
    const known = types.get(name);
    types.set(name, known === undefined ? type : mergeTypes(known, type));
  }
  return [...types].map(([name, type]) => ({ name, type }));
}

/** How alike two schemas are, 0 to 1: the share of the wider one's columns that the other has with a compatible type. */
export function similarity(a: readonly InferredColumn[], b: readonly InferredColumn[]): number {
  const widest = Math.max(a.length, b.length);
  if (widest === 0) return 1;
  const types = new Map(a.map((column) => [column.name, column.type]));
  const shared = b.filter(({ name, type }) => {
    const known = types.get(name);
    return known !== undefined && compatible(known, type);
  });
  return shared.length / widest;
}

/** Types that one column can have in two files of a table: equal, both numbers, or both of the same nested kind. */
export function compatible(a: string, b: string): boolean {
  if (a === b) return true;
  const left = parseHiveType(a);
  const right = parseHiveType(b);
  if (!left || !right) return false;
  if (widthOf(left) !== undefined && widthOf(right) !== undefined) return true;
  return left.kind === right.kind;
}
