// DuckDB's values as the SQL seam's plain JavaScript ones.
import type * as DuckDb from "@duckdb/node-api";
import type { DuckDBType, DuckDBValue, DuckDBVector } from "@duckdb/node-api";
import type { SqlResultValue, SqlStruct } from "./sql.ts";

type Convert = (value: DuckDBValue) => SqlResultValue;

const MICROS_A_SECOND = 1_000_000n;
const SECONDS_A_DAY = 86_400n;

/** A converter of a column's values, made once a column. Undefined when they are plain already. */
export function converterOf(type: DuckDBType, duckDb: typeof DuckDb): Convert | undefined {
  const { DuckDBTypeId } = duckDb;
  const inner = (of: DuckDBType): Convert => {
    const convert = converterOf(of, duckDb);
    return (value) => (value === null ? null : convert ? convert(value) : (value as SqlResultValue));
  };
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.ENUM:
    case DuckDBTypeId.SQLNULL:
      return undefined;
    case DuckDBTypeId.BLOB:
      return (value) => (value as { bytes: Uint8Array }).bytes;
    case DuckDBTypeId.DATE:
      return (value) => dateText(BigInt((value as { days: number }).days));
    case DuckDBTypeId.TIME:
      return (value) => timeText((value as { micros: bigint }).micros);
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return (value) => timestampText((value as { micros: bigint }).micros);
    case DuckDBTypeId.TIMESTAMP_S:
      return (value) => timestampText((value as { seconds: bigint }).seconds * MICROS_A_SECOND);
    case DuckDBTypeId.TIMESTAMP_MS:
      return (value) => timestampText((value as { millis: bigint }).millis * 1000n);
    case DuckDBTypeId.TIMESTAMP_NS:
      return (value) => timestampText(floorDivide((value as { nanos: bigint }).nanos, 1000n));
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY: {
      const item = inner(type.valueType);
      return (value) => (value as { items: readonly DuckDBValue[] }).items.map(item);
    }
    case DuckDBTypeId.STRUCT: {
      const fields = type.entryNames.map((name, index) => [name, inner(type.entryTypes[index] as DuckDBType)] as const);
      return (value) => {
        const { entries } = value as { entries: Readonly<Record<string, DuckDBValue>> };
        const struct: Record<string, SqlResultValue> = {};
        for (const [name, convert] of fields) struct[name] = convert(entries[name] ?? null);
        return struct satisfies SqlStruct;
      };
    }
    case DuckDBTypeId.MAP: {
      const [key, item] = [inner(type.keyType), inner(type.valueType)];
      return (value) => {
        const { entries } = value as { entries: readonly { key: DuckDBValue; value: DuckDBValue }[] };
        return new Map(entries.map((entry) => [key(entry.key), item(entry.value)]));
      };
    }
    default:
      // DECIMAL, INTERVAL, UUID, BIT, TIME WITH TIME ZONE: their own text.
      return (value) => String(value);
  }
}

/** The values of a column of a chunk, plain. */
export function columnValues(vector: DuckDBVector, rowCount: number, convert: Convert | undefined): SqlResultValue[] {
  const values = Array.from<SqlResultValue>({ length: rowCount });
  for (let row = 0; row < rowCount; row++) {
    const value = vector.getItem(row);
    values[row] = value === null ? null : convert ? convert(value) : (value as SqlResultValue);
  }
  return values;
}

const floorDivide = (dividend: bigint, divisor: bigint): bigint =>
  dividend / divisor - (dividend % divisor < 0n ? 1n : 0n);

const two = (value: number): string => String(value).padStart(2, "0");

/** Proleptic Gregorian, any year; by the days-to-civil algorithm, since JavaScript's Date ends at year 275760. */
function dateText(days: bigint): string {
  const shifted = Number(days) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const yearText = year < 0 ? `-${String(-year).padStart(4, "0")}` : String(year).padStart(4, "0");
  return `${yearText}-${two(month)}-${two(day)}`;
}

function timeText(micros: bigint): string {
  const seconds = Number(micros / MICROS_A_SECOND);
  const fraction = String(micros % MICROS_A_SECOND).padStart(6, "0");
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return fraction === "000000" ? clock : `${clock}.${fraction.replace(/0+$/, "")}`;
}

function timestampText(micros: bigint): string {
  const microsADay = SECONDS_A_DAY * MICROS_A_SECOND;
  const days = floorDivide(micros, microsADay);
  return `${dateText(days)} ${timeText(micros - days * microsADay)}`;
}
