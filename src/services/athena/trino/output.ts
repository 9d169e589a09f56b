// Values as Athena writes them in results: 1.0E7, 2024-01-01 00:00:00.000, [1, 2], {a=1}.
import type { SqlResultValue, SqlStruct } from "../../../engines/sql/sql.ts";
import { castTo } from "./cast.ts";
import type { TrinoType } from "./types.ts";
import { VARCHAR, fieldName, isInterval } from "./types.ts";

type Column = { readonly type: TrinoType };
export type Formatter = (value: SqlResultValue) => string;

/** The query with columns that DuckDB cannot hand over as Athena shows them (zoned timestamps, intervals) made ready for formatters. */
export function presentable(sql: string, columns: readonly Column[]): string {
  if (!columns.some(({ type }) => isInterval(type) || isZoned(type))) return sql;
  const items = columns.map(({ type }, index) => {
    const value = `q.c${index + 1}`;
    if (type.kind === "interval day to second") return `CAST(round(epoch(${value}) * 1000) AS BIGINT) AS c${index + 1}`;
    if (type.kind === "interval year to month")
      return `(date_part('year', ${value}) * 12 + date_part('month', ${value})) AS c${index + 1}`;
    return `${isZoned(type) ? castTo({ sql: value, type }, VARCHAR, false, { line: 1, column: 1 }).sql : value} AS c${index + 1}`;
  });
  return `SELECT ${items.join(", ")} FROM (${sql}) AS q`;
}

const isZoned = (type: TrinoType): boolean => type.kind === "timestamp with time zone" && type.zone !== "UTC";

/** Of values that are not NULL. */
export function formatterOf(type: TrinoType): Formatter {
  switch (type.kind) {
    case "double":
      return (value) => formatDouble(value as number);
    case "real":
      return (value) => formatReal(value as number);
    case "varbinary":
      return (value) =>
        Buffer.from(value as Uint8Array)
          .toString("hex")
          .replaceAll(/(..)(?=.)/g, "$1 ");
    case "time":
    case "timestamp":
      return (value) => withFraction(value as string, type.precision);
    case "timestamp with time zone":
      return isZoned(type) ? String : (value) => `${withFraction(value as string, type.precision)} UTC`;
    case "interval day to second":
      return (value) => formatDaySecond(value as bigint);
    case "interval year to month":
      return (value) => formatYearMonth(Number(value));
    case "array": {
      const element = nullable(type.element);
      return (value) => `[${(value as readonly SqlResultValue[]).map(element).join(", ")}]`;
    }
    case "map": {
      const [key, item] = [nullable(type.key), nullable(type.value)];
      return (value) =>
        `{${[...(value as ReadonlyMap<SqlResultValue, SqlResultValue>)].map(([k, v]) => `${key(k)}=${item(v)}`).join(", ")}}`;
    }
    case "row": {
      const fields = type.fields.map((field, index) => [fieldName(field, index), nullable(field.type)] as const);
      return (value) =>
        `{${fields.map(([name, format]) => `${name}=${format((value as SqlStruct)[name] ?? null)}`).join(", ")}}`;
    }
    default:
      return String;
  }
}

function nullable(type: TrinoType): Formatter {
  const format = formatterOf(type);
  return (value) => (value === null ? "null" : format(value));
}

/** Java's Double.toString: plain from 0.001 to 10 million, else with an exponent. */
function formatDouble(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  return formatDigits(value, String(value));
}

function formatReal(value: number): string {
  if (!Number.isFinite(value)) return formatDouble(value);
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return formatDigits(value, String(Number(text)));
  }
  return formatDigits(value, String(Number(value.toPrecision(9))));
}

function formatDigits(value: number, shortest: string): string {
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (value === 0 || (size >= 0.001 && size < 1e7)) return shortest.includes(".") ? shortest : `${shortest}.0`;
  const [mantissa = "", exponent = ""] = Number(shortest).toExponential().split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${exponent.replace("+", "")}`;
}

function withFraction(text: string, precision: number): string {
  const [whole = "", fraction = ""] = text.split(".");
  return precision === 0 ? whole : `${whole}.${fraction.padEnd(precision, "0").slice(0, precision)}`;
}

function formatDaySecond(milliseconds: bigint): string {
  const size = milliseconds < 0n ? -milliseconds : milliseconds;
  const part = (unit: bigint, of: bigint, digits: number): string => String((size / unit) % of).padStart(digits, "0");
  return `${milliseconds < 0n ? "-" : ""}${size / 86_400_000n} ${part(3_600_000n, 24n, 2)}:${part(60_000n, 60n, 2)}:${part(1000n, 60n, 2)}.${part(1n, 1000n, 3)}`;
}

function formatYearMonth(months: number): string {
  const size = Math.abs(months);
  return `${months < 0 ? "-" : ""}${Math.floor(size / 12)}-${size % 12}`;
}
