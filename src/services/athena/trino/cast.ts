// CAST and TRY_CAST with Trino's meaning, which differs from DuckDB's for texts, halves, rows and JSON.
import { QueryFailure } from "./failure.ts";
import type { Typed } from "./analysis.ts";
import type { Place } from "./tokens.ts";
import { wallSql } from "./zones.ts";
import {
  duckDbTypeOf,
  fieldName,
  formatType,
  isFloating,
  isInteger,
  isMoment,
  isNumeric,
  isText,
  quoteName,
  quoteText,
  sameType,
} from "./types.ts";
import type { TrinoType } from "./types.ts";

/** An error raised while rows are read: the executor finds its text in the engine's message. DuckDB's error() may not stand in TRY(). */
export const raise = (code: string, message: string): string => `CAST(${quoteText(`${code}: ${message}`)} AS INTEGER)`;

const raiseSql = (text: string): string => `CAST(${text} AS INTEGER)`;

/** What a text must look like to be cast; DuckDB accepts more (`1.5` or ` 12` as integer, `2020/1/1` as date). */
const TEXT_FORMS: Readonly<Record<string, string>> = {
  integer: String.raw`[+-]?\d+`,
  decimal: String.raw`\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*`,
  date: String.raw`\s*[+-]?\d{4,}-\d{1,2}-\d{1,2}\s*`,
  timestamp: String.raw`\s*[+-]?\d{4,}-\d{1,2}-\d{1,2}( \d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?)?( ?[A-Za-z+-].*)?\s*`,
};

let depth = 0;

/** Errors: QueryFailure TYPE_MISMATCH when no such cast exists. */
export function castTo(value: Typed, to: TrinoType, safe: boolean, place: Place): Typed {
  return {
    sql: castSql(value.sql, value.type, to, safe, place),
    type: to,
    ...(value.constant !== undefined && isText(to) && isText(value.type) && { constant: value.constant }),
  };
}

function castSql(sql: string, from: TrinoType, to: TrinoType, safe: boolean, place: Place): string {
  if (sameType(from, to) && to.kind !== "timestamp with time zone") return sql;
  const cast = safe ? "TRY_CAST" : "CAST";
  const plain = (of: string): string => `${cast}(${of} AS ${duckDbTypeOf(to)})`;
  if (from.kind === "unknown") return plain(sql);
  if (from.kind === "json") return fromJson(sql, to, cast);
  if (to.kind === "json") return toJson(sql, from);
  if (isText(to)) return toText(sql, from, to, safe, place);
  if (isText(from)) return fromText(sql, to, safe, place, plain);
  if (isInteger(to) && (isFloating(from) || from.kind === "decimal")) return plain(`round(${sql})`);
  if (isNumeric(to) && (isNumeric(from) || from.kind === "boolean")) return plain(sql);
  if (to.kind === "boolean" && isNumeric(from)) return plain(sql);
  if (isMoment(to) && isMoment(from)) return betweenMoments(sql, from, to, plain);
  if (to.kind === "time" && isMoment(from)) return plain(wallTime(sql, from));
  return nested(sql, from, to, safe, place) ?? mismatch(from, to, place);
}

function mismatch(from: TrinoType, to: TrinoType, place: Place): never {
  throw new QueryFailure("TYPE_MISMATCH", `Cannot cast ${formatType(from)} to ${formatType(to)}`, place);
}

/** The local date and time that a moment shows in its own zone. */
export function wallTime(sql: string, type: TrinoType): string {
  return type.kind === "timestamp with time zone" ? wallSql(sql, type.zone) : sql;
}

function betweenMoments(sql: string, from: TrinoType, to: TrinoType, plain: (of: string) => string): string {
  if (to.kind === "timestamp with time zone") return from.kind === to.kind ? sql : plain(sql);
  return plain(wallTime(sql, from));
}

function fromText(sql: string, to: TrinoType, safe: boolean, place: Place, plain: (of: string) => string): string {
  const form = isInteger(to) ? "integer" : to.kind === "timestamp with time zone" ? "timestamp" : to.kind;
  if (
    to.kind === "varbinary" ||
    to.kind === "array" ||
    to.kind === "map" ||
    to.kind === "row" ||
    to.kind.startsWith("interval")
  )
    return mismatch({ kind: "varchar" }, to, place);
  const pattern = TEXT_FORMS[form];
  if (pattern === undefined) return plain(sql);
  const name = formatType(to)
    .toUpperCase()
    .replace(/\(\d+\)/, "")
    .replace("INTEGER", "INT");
  const why = `'INVALID_CAST_ARGUMENT: Cannot cast ''' || (${sql}) || ''' to ${name}'`;
  const refused = safe ? "NULL" : raiseSql(why);
  return plain(
    `CASE WHEN regexp_full_match(${sql}, ${quoteText(pattern)}) THEN ${sql} WHEN (${sql}) IS NOT NULL THEN CAST(${refused} AS VARCHAR) END`,
  );
}

function toText(sql: string, from: TrinoType, to: TrinoType, safe: boolean, place: Place): string {
  const text = textOf(sql, from, place);
  if (to.kind === "varchar" && to.length !== undefined)
    return isText(from) || safe ? `left(${text}, ${to.length})` : text;
  return to.kind === "char" ? `rpad(left(${text}, ${to.length}), ${to.length}, ' ')` : text;
}

function textOf(sql: string, from: TrinoType, place: Place): string {
  switch (from.kind) {
    case "varchar":
    case "char":
      return sql;
    case "double":
    case "real":
      return `trino_float_text(${sql})`;
    case "timestamp":
      return timestampText(sql, from.precision);
    case "timestamp with time zone":
      return `(${timestampText(wallTime(sql, from), from.precision)} || ${quoteText(` ${from.zone}`)})`;
    case "varbinary":
    case "array":
    case "map":
    case "row":
      return mismatch(from, { kind: "varchar" }, place);
    default:
      return `CAST(${sql} AS VARCHAR)`;
  }
}

function timestampText(sql: string, precision: number): string {
  if (precision === 0) return `strftime(${sql}, '%Y-%m-%d %H:%M:%S')`;
  if (precision === 3) return `strftime(${sql}, '%Y-%m-%d %H:%M:%S.%g')`;
  return `left(strftime(${sql}, '%Y-%m-%d %H:%M:%S.%f'), ${20 + Math.min(6, precision)})`;
}

function fromJson(sql: string, to: TrinoType, cast: string): string {
  if (to.kind === "array" || to.kind === "map" || to.kind === "row") return `${cast}(${sql} AS ${duckDbTypeOf(to)})`;
  const text = `json_extract_string(${sql}, '$')`;
  if (isText(to)) return text;
  return isInteger(to)
    ? `${cast}(round(${cast}(${text} AS DOUBLE)) AS ${duckDbTypeOf(to)})`
    : `${cast}(${text} AS ${duckDbTypeOf(to)})`;
}

function toJson(sql: string, from: TrinoType): string {
  if (from.kind === "timestamp" || from.kind === "timestamp with time zone")
    return `to_json(${textOf(sql, from, { line: 1, column: 1 })})`;
  return `to_json(${sql})`;
}

/** Arrays, maps and rows, value by value. Rows are matched by position. */
function nested(sql: string, from: TrinoType, to: TrinoType, safe: boolean, place: Place): string | undefined {
  const variable = `v${++depth}`;
  try {
    if (from.kind === "array" && to.kind === "array")
      return `list_transform(${sql}, lambda ${variable}: ${castSql(variable, from.element, to.element, safe, place)})`;
    if (from.kind === "map" && to.kind === "map") {
      const part = (of: "keys" | "values", one: TrinoType, other: TrinoType): string =>
        `list_transform(map_${of}(${sql}), lambda ${variable}: ${castSql(variable, one, other, safe, place)})`;
      return `map(${part("keys", from.key, to.key)}, ${part("values", from.value, to.value)})`;
    }
    if (from.kind === "row" && to.kind === "row" && from.fields.length === to.fields.length) {
      const fields = to.fields.map((field, index) => {
        const own = from.fields[index];
        const value = own && castSql(`(${sql}).${quoteName(fieldName(own, index))}`, own.type, field.type, safe, place);
        return `${quoteText(fieldName(field, index))}: ${value}`;
      });
      return `CASE WHEN (${sql}) IS NOT NULL THEN {${fields.join(", ")}} END`;
    }
    return undefined;
  } finally {
    depth--;
  }
}

/** The value as the given type, without more than an implicit conversion; the types must have been found common. */
export function coerce(value: Typed, to: TrinoType, place: Place): Typed {
  if (sameType(value.type, to)) return value;
  if (isText(value.type) && isText(to)) return { ...value, type: to };
  return { ...castTo(value, to, false, place), ...(value.constant !== undefined && { constant: value.constant }) };
}
