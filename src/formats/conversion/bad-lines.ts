// Which lines of newline-delimited JSON do not convert by a schema: found in one pass inside the SQL engine.
import type { SqlSession } from "../../engines/sql/sql.ts";
import type { HiveType } from "../hive-type.ts";
import { projected, quotedName, quotedText, readType, triedTime, triedWhole } from "./hive-projection.ts";
import { fieldName, keyTypes, LINE_SIZE_MAX_BYTES, type JsonSchema } from "./json-to-parquet.ts";

export interface BadLines {
  /** 0-based numbers of lines that certainly do not convert. */
  readonly bad: readonly number[];
  /** Lines that this look cannot judge: values with structs, whose keys may lack or stand extra. */
  readonly doubtful: readonly number[];
}

export async function findBadLines(session: SqlSession, from: string, schema: JsonSchema): Promise<BadLines> {
  const raw = keyTypes(schema).map(([key]) => [key, "JSON"] as const);
  const typed = schema.columns
    .filter(({ type }) => isNumberOrBoolean(type))
    .map(({ key, type }) => [key, readType(type, fieldName(schema))] as const);
  const failing = schema.columns.map((column) => ({ column, test: failureTest(column.key, column.type, schema) }));
  const certain = failing.filter(({ column }) => !hasStruct(column.type)).map(({ test }) => test);
  const unsure = failing.filter(({ column }) => hasStruct(column.type)).map(({ test }) => test);
  const objects =
    `SELECT row_number() OVER () - 1 n, ${transformed(raw)} r, ${typed.length > 0 ? transformed(typed) : "NULL"} t ` +
    `FROM read_ndjson_objects(${quotedText(from)}, maximum_object_size = ${LINE_SIZE_MAX_BYTES}, ignore_errors = true) t(j)`;
  const result = await session.run(
    `SELECT n, bad FROM (SELECT n, r IS NULL OR ${anyOf(certain)} bad, ${anyOf(unsure)} doubtful FROM (${objects})) WHERE bad OR doubtful`,
  );
  const bad: number[] = [];
  const doubtful: number[] = [];
  for await (const rows of result.batches()) {
    for (const [n, isBad] of rows) (isBad === true ? bad : doubtful).push(Number(n));
  }
  return { bad, doubtful };
}

/** Values that do not fit become NULL, at the price of a pass over the line, without a price for each of them. */
const transformed = (shape: readonly (readonly [key: string, type: string])[]): string =>
  `json_transform(j, ${quotedText(JSON.stringify(Object.fromEntries(shape)))})`;

const anyOf = (tests: readonly string[]): string =>
  `coalesce(${tests.filter((test) => test !== "").join(" OR ") || "false"}, false)`;

/** True where the key has a value that is not null and does not become one of the column. Empty: every value does. */
function failureTest(key: string, type: HiveType, schema: JsonSchema): string {
  const value = `r.${quotedName(key)}`;
  const converted = conversion(key, type, schema);
  return converted === undefined ? "" : `(json_type(${value}) <> 'NULL' AND ${converted} IS NULL)`;
}

/** The value of the column, or NULL where there is none. TRY costs much with many bad lines: only lists, maps and structs need it. */
function conversion(key: string, type: HiveType, schema: JsonSchema): string | undefined {
  const value = `r.${quotedName(key)}`;
  const typed = `t.${quotedName(key)}`;
  switch (type.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return triedWhole(type, typed);
    case "boolean":
    case "float":
    case "double":
    case "decimal":
      return typed;
    case "string":
    case "char":
    case "varchar":
    case "binary":
      return undefined;
    case "timestamp":
    case "date":
      return triedTime(type.kind, `(${value}->>'$')`, schema.timestamps);
    default: {
      const read = `CAST(${value} AS ${readType(type, fieldName(schema))})`;
      return `TRY(${projected(type, read, schema.timestamps, fieldName(schema))})`;
    }
  }
}

const NUMBERS_AND_BOOLEANS: readonly string[] = "boolean tinyint smallint int bigint float double decimal".split(" ");
const isNumberOrBoolean = ({ kind }: HiveType): boolean => NUMBERS_AND_BOOLEANS.includes(kind);

function hasStruct(type: HiveType): boolean {
  switch (type.kind) {
    case "array":
      return hasStruct(type.element);
    case "map":
      return hasStruct(type.value);
    default:
      return type.kind === "struct";
  }
}
