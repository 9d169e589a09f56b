// Newline-delimited JSON to one Parquet file by a Hive schema, inside the SQL engine but for what only Hive's writer does.
import { rm } from "node:fs/promises";
import type { SqlSession } from "../../engines/sql/sql.ts";
import { EngineError } from "../../kit/errors.ts";
import type { HiveField } from "../hive-type.ts";
import type { Codec } from "../parquet/int96.ts";
import { ParquetSchema } from "../parquet/leaves.ts";
import { rewriteParquet, type Rewriting } from "../parquet/rewritten.ts";
import type { KeyFolding } from "./json-text.ts";
import { projected, quotedName, quotedText, readType, type TimestampReading } from "./hive-projection.ts";

export interface ParquetOptions {
  readonly compression: Codec;
  readonly dictionary: boolean;
  readonly version: "V1" | "V2";
  readonly rowGroupRows: number;
  readonly padding: Rewriting["padding"];
}

export interface JsonSchema {
  readonly columns: readonly JsonColumn[];
  /** Keys of the JSON have been, or are to be, lowered: fields inside columns are looked up in lower case. */
  readonly caseInsensitive: boolean;
  readonly timestamps: TimestampReading;
}

export interface JsonColumn extends HiveField {
  /** The key that holds the column's value. */
  readonly key: string;
}

/** Longest line that is read; a record of Firehose or Kinesis is far below it. */
export const LINE_SIZE_MAX_BYTES = 32 * 1024 * 1024;

/**
 * Writes `from` (one object a line) to `to` and returns the number of rows.
 * First it is tried as objects with exactly the schema's keys, which is twice as fast; otherwise keys may lack and others may stand.
 * Errors: EngineError `invalid` when a line is no JSON object or a value does not fit its column.
 */
export async function jsonToParquet(
  session: SqlSession,
  from: string,
  to: string,
  schema: JsonSchema,
  options: ParquetOptions,
): Promise<{ readonly rows: number; readonly exactKeys: boolean }> {
  try {
    return { rows: await write(session, exactly(from, schema), to, schema, options), exactKeys: true };
  } catch (error) {
    if (!isInvalid(error)) throw error;
  }
  return { rows: await write(session, leniently(from, schema), to, schema, options), exactKeys: false };
}

export const isInvalid = (error: unknown): boolean => error instanceof EngineError && error.kind === "invalid";

/** Whether the file has a NULL anywhere: the sign that a key may be spelled otherwise than the schema has it. */
export async function hasNulls(session: SqlSession, parquet: string): Promise<boolean> {
  const result = await session.run(
    `SELECT coalesce(bool_or(stats_null_count IS DISTINCT FROM 0), false) FROM parquet_metadata(${quotedText(parquet)})`,
  );
  return (await result.rows())[0]?.[0] === true;
}

/** Whether some key in the file becomes a name of the schema only by folding. */
export async function hasOtherSpellings(
  session: SqlSession,
  from: string,
  { columns }: JsonSchema,
  { lowerCase, dotsToUnderscores }: KeyFolding,
): Promise<boolean> {
  const names = new Set(columns.flatMap((column) => [column.key, ...fieldNames(column.type)]));
  const alternatives = [...names].map((name) => {
    const escaped = name.replaceAll(/[^\p{L}\p{N}_]/gu, (mark) => `\\x{${mark.codePointAt(0)?.toString(16)}}`);
    return dotsToUnderscores ? escaped.replaceAll("_", "[._]") : escaped;
  });
  const pattern = `"((?${lowerCase ? "i" : ""}:${alternatives.join("|")}))"\\s*:`;
  const result = await session.run(
    `SELECT DISTINCT unnest(regexp_extract_all(j, ${quotedText(pattern)}, 1)) FROM ${lines(from)}`,
  );
  return (await result.rows()).some(([key]) => typeof key === "string" && !names.has(key));
}

function fieldNames(type: HiveField["type"]): string[] {
  switch (type.kind) {
    case "array":
      return fieldNames(type.element);
    case "map":
      return fieldNames(type.value);
    case "struct":
      return type.fields.flatMap((field) => [field.name.toLowerCase(), ...fieldNames(field.type)]);
    default:
      return [];
  }
}

/** The rows of `from`, strictly with the schema's keys and then with any. */
export const selects = (
  from: string,
  schema: JsonSchema,
): { readonly exactly: string; readonly leniently: string } => ({
  exactly: exactly(from, schema),
  leniently: leniently(from, schema),
});

async function write(
  session: SqlSession,
  select: string,
  to: string,
  { columns }: JsonSchema,
  options: ParquetOptions,
): Promise<number> {
  const { leaves } = new ParquetSchema(columns);
  const { compression: codec, padding } = options;
  if (!padding && !leaves.some(({ kind }) => kind === "timestamp")) return copy(session, select, to, options);
  const plain = `${to}.plain`;
  try {
    const rows = await copy(session, select, plain, options);
    await rewriteParquet(plain, to, { leaves, codec, padding });
    return rows;
  } finally {
    await rm(plain, { force: true });
  }
}

async function copy(session: SqlSession, select: string, to: string, options: ParquetOptions): Promise<number> {
  const settings = [
    "FORMAT parquet",
    `COMPRESSION ${options.compression}`,
    `PARQUET_VERSION ${options.version}`,
    `ROW_GROUP_SIZE ${options.rowGroupRows}`,
    "WRITE_BLOOM_FILTER false",
    ...(options.dictionary ? [] : ["DICTIONARY_SIZE_LIMIT 0"]),
  ];
  return (await session.run(`COPY (${select}) TO ${quotedText(to)} (${settings.join(", ")})`)).rowsChanged;
}

const lines = (from: string): string =>
  `read_ndjson_objects(${quotedText(from)}, maximum_object_size = ${LINE_SIZE_MAX_BYTES}) t(j)`;

function exactly(from: string, schema: JsonSchema): string {
  const fields = keyTypes(schema).map(([key, type]) => `${quotedName(key)} ${type}`);
  return `SELECT ${outputs(schema, "r.")} FROM (SELECT j::STRUCT(${fields.join(", ")}) r FROM ${lines(from)})`;
}

function leniently(from: string, schema: JsonSchema): string {
  const fields = keyTypes(schema).map(([key, type]) => `${quotedText(key)}: ${quotedText(type)}`);
  const options = `format = 'newline_delimited', records = true, maximum_object_size = ${LINE_SIZE_MAX_BYTES}`;
  return (
    `SELECT ${outputs(schema, "")} FROM ` +
    `read_json(${quotedText(from)}, ${options}, auto_detect = false, columns = {${fields.join(", ")}})`
  );
}

/** Two columns may share a key. */
export function keyTypes(schema: JsonSchema): [key: string, type: string][] {
  const name = fieldName(schema);
  return [...new Map(schema.columns.map(({ key, type }) => [key, readType(type, name)])).entries()];
}

function outputs(schema: JsonSchema, prefix: string): string {
  return schema.columns
    .map(({ name, key, type }) => {
      const value = projected(type, `${prefix}${quotedName(key)}`, schema.timestamps, fieldName(schema));
      return `${value} AS ${quotedName(name)}`;
    })
    .join(", ");
}

export const fieldName =
  ({ caseInsensitive }: JsonSchema) =>
  (name: string): string =>
    caseInsensitive ? name.toLowerCase() : name;
