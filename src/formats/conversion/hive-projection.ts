// SQL that turns JSON values, read as plain types, into the columns of a Hive schema: whole numbers, times, binaries, lengths.
import { duckDbType, type HiveType } from "../hive-type.ts";

/** How text becomes a timestamp. */
export type TimestampReading =
  /** The OpenX SerDe's formats: ISO with `T` and optional `Z`, blank-separated, epoch seconds (whole or not), epoch milliseconds. */
  | { readonly kind: "openx" }
  /** `java.sql.Timestamp.valueOf`: `yyyy-[m]m-[d]d hh:mm:ss[.f]`, the Hive SerDe's default. */
  | { readonly kind: "sql" }
  /** The Hive SerDe's TimestampFormats, as DuckDB's strptime formats; the first that fits is taken. */
  | { readonly kind: "formats"; readonly formats: readonly string[]; readonly epochMillis: boolean };

const SQL_TIMESTAMP = String.raw`\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{1,2}:\d{1,2}(\.\d{1,9})?`;
const ISO_TIMESTAMP = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z?`;
const EPOCH = String.raw`-?\d{1,15}(\.\d{1,9})?`;
const DATE = String.raw`\d{4}-\d{1,2}-\d{1,2}`;
/** Whole numbers from here on are milliseconds, below they are seconds. Recorded: 999999999999 is read as seconds. */
const EPOCH_MILLIS_MIN = 1_000_000_000_000;

/** Of lists and maps; not the name of any column. */
const ITEM = '"$item"';

export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The DuckDB type that a value is read as before `projected` converts it. Field names in lower case, as folded keys are. */
export function readType(type: HiveType, fieldName: (name: string) => string): string {
  switch (type.kind) {
    case "timestamp":
    case "date":
    case "binary":
    case "char":
    case "varchar":
    // Not every one is a double.
    case "bigint":
      return "VARCHAR";
    case "tinyint":
    case "smallint":
    case "int":
      return "DOUBLE";
    case "array":
      return `${readType(type.element, fieldName)}[]`;
    case "map":
      return `MAP(${readType(type.key, fieldName)}, ${readType(type.value, fieldName)})`;
    case "struct": {
      const fields = type.fields.map(
        (field) => `${quotedName(fieldName(field.name))} ${readType(field.type, fieldName)}`,
      );
      return `STRUCT(${fields.join(", ")})`;
    }
    default:
      return duckDbType(type);
  }
}

/** What a value that does not fit does: it fails the statement, or becomes NULL. */
type Misfit = "fails" | "null";

/** The expression of a timestamp or date, given its text: NULL where the text is not one. */
export const triedTime = (type: "timestamp" | "date", value: string, reading: TimestampReading): string =>
  type === "date" ? checked(value, DATE, "DATE", "null") : timestamp(value, reading, "null");

/** The expression of a whole number, given the value as read: NULL where it is none, or has a fraction. */
export const triedWhole = (type: HiveType, value: string): string => whole(type, value, "null");

/** The expression of the column's value, given the one of the value as read. Fails at run time on a value that does not fit. */
export function projected(
  type: HiveType,
  value: string,
  reading: TimestampReading,
  fieldName: (name: string) => string,
): string {
  const inner = (of: HiveType, expression: string): string => projected(of, expression, reading, fieldName);
  switch (type.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return whole(type, value, "fails");
    case "timestamp":
      return timestamp(value, reading, "fails");
    case "date":
      return checked(value, DATE, "DATE", "fails");
    case "binary":
      return `encode(${value})`;
    case "char":
    case "varchar":
      return `left(${value}, ${type.length})`;
    case "array":
      return isPlain(type.element) ? value : `list_transform(${value}, lambda ${ITEM}: ${inner(type.element, ITEM)})`;
    case "map": {
      if (isPlain(type.key) && isPlain(type.value)) return value;
      const entry = `struct_pack(k := ${inner(type.key, `${ITEM}.key`)}, v := ${inner(type.value, `${ITEM}.value`)})`;
      return `map_from_entries(list_transform(map_entries(${value}), lambda ${ITEM}: ${entry}))`;
    }
    case "struct": {
      if (isPlain(type)) return value;
      const fields = type.fields.map(({ name, type: of }) => {
        const field = quotedName(fieldName(name));
        return `${field} := ${inner(of, `${value}.${field}`)}`;
      });
      return `CASE WHEN ${value} IS NULL THEN NULL ELSE struct_pack(${fields.join(", ")}) END`;
    }
    default:
      return value;
  }
}

/** Whether the value as read is the column's value already. */
function isPlain(type: HiveType): boolean {
  switch (type.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
    case "timestamp":
    case "date":
    case "binary":
    case "char":
    case "varchar":
      return false;
    case "array":
      return isPlain(type.element);
    case "map":
      return isPlain(type.key) && isPlain(type.value);
    case "struct":
      return type.fields.every((field) => isPlain(field.type));
    default:
      return true;
  }
}

/** A cast alone would round: what has a fraction becomes what cannot be cast. */
function whole(type: HiveType, value: string, misfit: Misfit): string {
  const [hasFraction, impossible] =
    type.kind === "bigint"
      ? [`${mayBeFraction(value)} AND NOT regexp_full_match(${value}, '-?\\d+\\.0*')`, "''"]
      : [`${value} <> trunc(${value})`, "'nan'::DOUBLE"];
  return cast(`CASE WHEN ${hasFraction} THEN ${impossible} ELSE ${value} END`, duckDbType(type), misfit);
}

const mayBeFraction = (value: string): string => `(contains(${value}, '.') OR contains(${value}, 'e-'))`;

function timestamp(value: string, reading: TimestampReading, misfit: Misfit): string {
  switch (reading.kind) {
    case "openx":
      return (
        `CASE WHEN regexp_full_match(${value}, ${quotedText(`${SQL_TIMESTAMP}|${ISO_TIMESTAMP}`)}) THEN ${cast(value, "TIMESTAMP", misfit)} ` +
        `WHEN regexp_full_match(${value}, ${quotedText(EPOCH)}) THEN ${epoch(value)} ELSE ${otherwise(value, "TIMESTAMP", misfit)} END`
      );
    case "sql":
      return checked(value, SQL_TIMESTAMP, "TIMESTAMP", misfit);
    default: {
      const parsed = reading.formats.map((format) => `try_strptime(${value}, ${quotedText(format)})`);
      const millis = reading.epochMillis
        ? [`CASE WHEN regexp_full_match(${value}, '-?\\d{1,15}') THEN make_timestamp(${value}::BIGINT * 1000) END`]
        : [];
      return `coalesce(${[...parsed, ...millis, otherwise(value, "TIMESTAMP", misfit)].join(", ")})`;
    }
  }
}

/** Of at most 15 digits: they fit a BIGINT as microseconds, since those from 13 on are milliseconds. */
function epoch(value: string): string {
  const number = `${value}::DECIMAL(38, 9)`;
  const micros = `CASE WHEN abs(${number}) >= ${EPOCH_MILLIS_MIN} THEN ${number} * 1000 ELSE ${number} * 1000000 END`;
  return `make_timestamp(CAST(${micros} AS BIGINT))`;
}

const checked = (value: string, pattern: string, type: string, misfit: Misfit): string =>
  `CASE WHEN regexp_full_match(${value}, ${quotedText(pattern)}) THEN ${cast(value, type, misfit)} ELSE ${otherwise(value, type, misfit)} END`;

const cast = (value: string, type: string, misfit: Misfit): string =>
  `${misfit === "fails" ? "CAST" : "TRY_CAST"}(${value} AS ${type})`;

/** NULL for NULL. To fail is a cast that cannot succeed, which has the value in its message. */
const otherwise = (value: string, type: string, misfit: Misfit): string =>
  misfit === "fails" ? `CAST('invalid: ' || ${value} AS ${type})` : "NULL";
