// Which lines of newline-delimited JSON do not convert by a schema: found in one pass inside the SQL engine.
import type { SqlSession } from "../../engines/sql/sql.ts";
import type { HiveType } from "../hive-type.ts";
import { projected, quotedName, quotedText, readType } from "./hive-projection.ts";
import { fieldName, keyTypes, LINE_SIZE_MAX_BYTES, type JsonSchema } from "./json-to-parquet.ts";

export interface BadLines {
  /** 0-based numbers of lines that certainly do not convert. */
  readonly bad: readonly number[];
  /** Lines that this look cannot judge: values with structs, whose keys may lack or stand extra. */
  readonly doubtful: readonly number[];
}

export async function findBadLines(session: SqlSession, from: string, schema: JsonSchema): Promise<BadLines> {
  const shape = keyTypes(schema).map(([key]) => `${JSON.stringify(key)}:"JSON"`);
  const failing = schema.columns.map((column) => ({ column, test: failureTest(column.key, column.type, schema) }));
  const certain = failing.filter(({ column }) => !hasStruct(column.type)).map(({ test }) => test);
  const unsure = failing.filter(({ column }) => hasStruct(column.type)).map(({ test }) => test);
  const objects =
    `SELECT row_number() OVER () - 1 n, json_transform(j, ${quotedText(`{${shape.join(",")}}`)}) r ` +
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

const anyOf = (tests: readonly string[]): string =>
  `coalesce(${tests.filter((test) => test !== "").join(" OR ") || "false"}, false)`;

/** True where the key has a value that is not null and does not become one of the column. Empty: every value does. */
function failureTest(key: string, type: HiveType, schema: JsonSchema): string {
  const value = `r.${quotedName(key)}`;
  if (["string", "char", "varchar", "binary"].includes(type.kind)) return "";
  const isText = type.kind === "timestamp" || type.kind === "date";
  const read = isText ? `(${value}->>'$')` : `CAST(${value} AS ${readType(type, fieldName(schema))})`;
  const converted = projected(type, read, schema.timestamps, fieldName(schema));
  return `(json_type(${value}) <> 'NULL' AND TRY(${converted}) IS NULL)`;
}

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
