// Literals in DuckDB's SQL, with their Trino types.
import { castTo } from "./cast.ts";
import type { Typed } from "./analysis.ts";
import { QueryFailure } from "./failure.ts";
import type { Interval, IntervalUnit } from "./syntax.ts";
import type { Place } from "./tokens.ts";
import { instantSql, zoneName } from "./zones.ts";
import { BIGINT, BOOLEAN, DATE, DOUBLE, INTEGER, VARBINARY, formatType, isInteger, quoteText } from "./types.ts";
import type { TrinoType } from "./types.ts";

const INTEGER_MAX = 2_147_483_647n;
const BIGINT_MAX = 9_223_372_036_854_775_807n;
const DECIMAL_DIGITS_MAX = 38;

const codePoints = (text: string): number => Array.from(text).length;

export function textLiteral(text: string): Typed {
  return { sql: sqlText(text), type: { kind: "varchar", length: codePoints(text) }, constant: text };
}

/** DuckDB's literals cannot hold NUL. */
function sqlText(text: string): string {
  if (!text.includes("\0")) return `CAST(${quoteText(text)} AS VARCHAR)`;
  return `(${text.split("\0").map(quoteText).join(" || chr(0) || ")})`;
}

export const binaryLiteral = (hex: string): Typed => ({ sql: `unhex(${quoteText(hex)})`, type: VARBINARY });

export function numberLiteral(text: string): Typed {
  if (/e/i.test(text)) return { sql: `CAST(${quoteText(text)} AS DOUBLE)`, type: DOUBLE, constant: text };
  if (/^\d+$/.test(text)) {
    const value = BigInt(text);
    if (value > BIGINT_MAX) throw new QueryFailure("INVALID_LITERAL", `Invalid numeric literal: ${text}`);
    return { sql: value.toString(), type: value > INTEGER_MAX ? BIGINT : INTEGER, constant: value.toString() };
  }
  return decimalLiteral(text);
}

/** Its precision counts the digits written, without leading zeros. */
function decimalLiteral(text: string): Typed {
  const [whole = "", fraction = ""] = text.replace(/^[+-]/, "").split(".");
  const digits = whole.replace(/^0+/, "").length + fraction.length;
  const precision = Math.max(1, digits, fraction.length);
  if (precision > DECIMAL_DIGITS_MAX) throw new QueryFailure("INVALID_LITERAL", `Invalid decimal literal: ${text}`);
  const type: TrinoType = { kind: "decimal", precision, scale: fraction.length };
  return { sql: `CAST(${quoteText(text)} AS DECIMAL(${precision},${fraction.length}))`, type, constant: text };
}

const CLOCK = /^\s*([+-]?\d{4,}-\d{1,2}-\d{1,2})(?:[ T](\d{1,2}:\d{1,2})(?::(\d{1,2})(?:\.(\d{1,12}))?)?)?\s*(.*?)\s*$/;

export function typedLiteral(type: TrinoType, text: string, place: Place): Typed {
  switch (type.kind) {
    case "decimal":
      return decimalLiteral(text.trim());
    case "date":
      if (!/^\s*[+-]?\d{4,}-\d{1,2}-\d{1,2}\s*$/.test(text)) throw invalid(type, text, place);
      return { sql: `DATE ${quoteText(text.trim())}`, type: DATE, constant: text.trim() };
    case "timestamp":
      return timestampLiteral(text, place);
    case "time":
      return {
        sql: `TIME ${quoteText(text)}`,
        type: { kind: "time", precision: text.split(".")[1]?.length ?? 0 },
        constant: text,
      };
    case "json":
      return { sql: `CAST(${quoteText(text)} AS JSON)`, type };
    case "boolean":
      return { sql: `CAST(${quoteText(text)} AS BOOLEAN)`, type: BOOLEAN };
    case "char":
      return { ...textLiteral(text), type: { kind: "char", length: codePoints(text) } };
    case "varchar":
      return textLiteral(text);
    default:
      if (isInteger(type) && !/^[+-]?\d+$/.test(text)) throw invalid(type, text, place);
      return { ...castTo(textLiteral(text), type, false, place), constant: text };
  }
}

const invalid = (type: TrinoType, text: string, place: Place): QueryFailure =>
  new QueryFailure("INVALID_LITERAL", `'${text}' is not a valid ${formatType(type)} literal`, place);

/** The precision is that of the digits written; a zone makes it a timestamp with time zone. */
function timestampLiteral(text: string, place: Place): Typed {
  const [, date, minutes = "00:00", seconds = "00", fraction = "", zone = ""] = CLOCK.exec(text) ?? [];
  if (date === undefined)
    throw new QueryFailure("INVALID_LITERAL", `'${text}' is not a valid TIMESTAMP literal`, place);
  const clock = `${date} ${minutes}:${seconds}${fraction && `.${fraction.slice(0, 6)}`}`;
  const local = `TIMESTAMP ${quoteText(clock)}`;
  if (zone === "") return { sql: local, type: { kind: "timestamp", precision: fraction.length }, constant: clock };
  const name = zoneName(zone);
  if (name === undefined)
    throw new QueryFailure("INVALID_LITERAL", `'${text}' is not a valid TIMESTAMP literal`, place);
  return {
    sql: instantSql(local, name),
    type: { kind: "timestamp with time zone", precision: fraction.length, zone: name },
  };
}

const UNIT_FUNCTIONS: Readonly<Record<IntervalUnit, string>> = {
  year: "to_years",
  month: "to_months",
  day: "to_days",
  hour: "to_hours",
  minute: "to_minutes",
  second: "to_seconds",
};

export function intervalLiteral({ text, negative, from, to, place }: Interval): Typed {
  const type: TrinoType = {
    kind: from === "year" || from === "month" ? "interval year to month" : "interval day to second",
  };
  const units: IntervalUnit[] = ["year", "month", "day", "hour", "minute", "second"];
  const span = units.slice(units.indexOf(from), units.indexOf(to ?? from) + 1);
  const ownSign = text.trimStart().startsWith("-") ? !negative : negative;
  const numbers = text
    .replace(/^\s*[+-]/, "")
    .trim()
    .split(from === "year" || from === "month" ? "-" : /[ :]/);
  if (numbers.length === 0 || numbers.length > span.length || !numbers.every((part) => /^\d+(\.\d+)?$/.test(part)))
    throw new QueryFailure("INVALID_LITERAL", `'${text}' is not a valid INTERVAL literal`, place);
  const parts = numbers.map((number, index) => `${UNIT_FUNCTIONS[span[index] ?? from]}(${number})`);
  const sql = parts.join(" + ");
  return { sql: ownSign ? `(-(${sql}))` : `(${sql})`, type };
}
