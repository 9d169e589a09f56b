// DuckDB's SQL to read lake files as the catalog declares them: columns by name or position, with their declared types.
import type { SqlResultValue, SqlSession } from "../engines/sql/sql.ts";
import { duckDbType, type HiveType } from "./hive-type.ts";
import type { DelimitedFormat, FileFormat, JsonFormat } from "./serde.ts";

export interface LakeColumn {
  /** Lower case. */
  readonly name: string;
  readonly type: HiveType;
}

export interface LakeFiles {
  readonly paths: readonly string[];
  readonly compression: "none" | "gzip" | "zstd";
  /** Of folders named `key=value` in the paths; read from there. */
  readonly partitionKeys: readonly LakeColumn[];
}

/**
 * ORC files are given as Parquet ones, which have been made of them. A SELECT of the declared columns, the partition keys, and
 * `filename`. Errors: EngineError of a file that cannot be opened.
 */
export async function lakeScanSql(
  session: SqlSession,
  format: FileFormat,
  columns: readonly LakeColumn[],
  files: LakeFiles,
): Promise<string> {
  switch (format.kind) {
    case "parquet":
    case "orc":
      return parquetSql(session, columns, files);
    case "json":
      return jsonSql(session, format, columns, files);
    default:
      return delimitedSql(format, columns, files);
  }
}

/** A table without files. */
export function emptyScanSql(columns: readonly LakeColumn[]): string {
  const items = columns.map(({ name, type }) => `CAST(NULL AS ${duckDbType(type)}) AS ${quoteName(name)}`);
  return `SELECT ${[...items, "CAST(NULL AS VARCHAR) AS filename"].join(", ")} WHERE false`;
}

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const textOf = (value: SqlResultValue | undefined): string => (typeof value === "string" ? value : "");
const listOf = (texts: readonly string[]): string => `[${texts.map(quoteText).join(", ")}]`;

/** Shared options: paths, partition keys from folder names, the file of each row. */
function shared({ partitionKeys }: LakeFiles): string {
  if (partitionKeys.length === 0) return "hive_partitioning=false, filename=true";
  const types = partitionKeys.map(({ name, type }) => `${quoteName(name)}: ${partitionType(type)}`);
  return `hive_partitioning=true, hive_types_autocast=false, hive_types={${types.join(", ")}}, filename=true`;
}

/** Folder names are texts: what is no scalar is cast afterwards. */
const partitionType = (type: HiveType): string => (type.kind === "binary" ? "VARCHAR" : duckDbType(type));

const trailing = ({ partitionKeys }: LakeFiles): string[] => [
  ...partitionKeys.map(({ name }) => quoteName(name)),
  "filename",
];

/** By name whatever the case, missing columns NULL, files of unlike schemas side by side. */
async function parquetSql(session: SqlSession, columns: readonly LakeColumn[], files: LakeFiles): Promise<string> {
  const source = `read_parquet(${listOf(files.paths)}, union_by_name=true, ${shared(files)})`;
  const described = await (await session.run(`DESCRIBE SELECT * FROM ${source}`)).rows();
  const present = new Map(
    described.map(([name, type]) => [textOf(name).toLowerCase(), [textOf(name), textOf(type)] as const]),
  );
  const items = columns.map(({ name, type }) => {
    const [own, has] = present.get(name) ?? [];
    const wanted = duckDbType(type);
    if (own === undefined) return `CAST(NULL AS ${wanted}) AS ${quoteName(name)}`;
    return has === wanted
      ? `${quoteName(own)} AS ${quoteName(name)}`
      : `CAST(${quoteName(own)} AS ${wanted}) AS ${quoteName(name)}`;
  });
  return `SELECT ${[...items, ...trailing(files)].join(", ")} FROM ${source}`;
}

/** How many rows are looked at to learn how keys are spelled. */
const SPELLING_ROWS = 1000;
const SPELLING_FILES = 10;
const JSON_OBJECT_BYTES_MAX = 64 * 1024 * 1024;

/** Keys are matched whatever their case, so it must be learned from the files first. */
async function jsonSql(
  session: SqlSession,
  format: JsonFormat,
  columns: readonly LakeColumn[],
  files: LakeFiles,
): Promise<string> {
  const options = `format='newline_delimited', compression='${files.compression === "none" ? "uncompressed" : files.compression}', maximum_object_size=${JSON_OBJECT_BYTES_MAX}`;
  const sample = `SELECT json FROM read_json_objects(${listOf(files.paths.slice(0, SPELLING_FILES))}, ${options}, ignore_errors=true) LIMIT ${SPELLING_ROWS}`;
  const spelled = await session.run(
    `SELECT DISTINCT unnest(json_keys(json)) FROM (${sample}) WHERE json_type(json) = 'OBJECT'`,
  );
  const spellings = new Map<string, string[]>();
  for (const [key] of await spelled.rows()) {
    const lower = textOf(key).toLowerCase();
    spellings.set(lower, [...(spellings.get(lower) ?? []), textOf(key)]);
  }
  const keysOf = (name: string): readonly string[] => {
    const key = format.keys[name] ?? name;
    return spellings.get(key.toLowerCase()) ?? [key];
  };
  const suffix = `${options}, ignore_errors=${format.ignoreMalformed}, ${shared(files)}`;
  // DuckDB's own column names do not differ by case: a key in several spellings is taken from the whole object.
  if (columns.some(({ name }) => keysOf(name).length > 1)) {
    const items = columns.map(({ name, type }) => `${spelledSql(keysOf(name), type)} AS ${quoteName(name)}`);
    return `SELECT ${[...items, ...trailing(files)].join(", ")} FROM read_json_objects(${listOf(files.paths)}, ${suffix})`;
  }
  const read = columns.map(({ name, type }) => [keysOf(name)[0] ?? name, duckDbType(type)] as const);
  const declared = new Map(read.map(([key, type]) => [key, `${quoteText(key)}: ${quoteText(type)}`]));
  const items = columns.map(({ name }, index) => `${quoteName(read[index]?.[0] ?? name)} AS ${quoteName(name)}`);
  const source = `read_json(${listOf(files.paths)}, columns={${[...declared.values()].join(", ")}}, ${suffix})`;
  return `SELECT ${[...items, ...trailing(files)].join(", ")} FROM ${source}`;
}

function spelledSql(keys: readonly string[], type: HiveType): string {
  const text = type.kind === "string" || type.kind === "varchar" || type.kind === "char";
  const values = keys.map((key) => {
    const path = quoteText(`$."${key.replaceAll('"', '\\"')}"`);
    return text ? `json_extract_string(json, ${path})` : `CAST(json_extract(json, ${path}) AS ${duckDbType(type)})`;
  });
  return `coalesce(${values.join(", ")})`;
}

/** DuckDB needs a text that stands for NULL; this one stands in no file. */
const NO_NULL_TEXT = "\u0001\u0002\u0001";

/** By position; missing columns NULL, further ones skipped. */
function delimitedSql(format: DelimitedFormat, columns: readonly LakeColumn[], files: LakeFiles): string {
  const raw = columns.map((_, index) => `f${index + 1}`);
  const declared = raw.map((name) => `'${name}': 'VARCHAR'`);
  const options = [
    "header=false, auto_detect=false, null_padding=true, strict_mode=false, parallel=true, max_line_size=64000000",
    `delim=${quoteText(format.delimiter)}, quote=${quoteText(format.quote ?? "")}, escape=${quoteText(format.escape ?? "")}`,
    `nullstr=${quoteText(format.nullText ?? NO_NULL_TEXT)}`,
    `skip=${format.headerLines}, compression='${files.compression}', columns={${declared.join(", ")}}`,
  ].join(", ");
  const items = columns.map(
    ({ name, type }, index) => `${fieldSql(`f${index + 1}`, type, format)} AS ${quoteName(name)}`,
  );
  return `SELECT ${[...items, ...trailing(files)].join(", ")} FROM read_csv(${listOf(files.paths)}, ${options}, ${shared(files)})`;
}

function fieldSql(field: string, type: HiveType, format: DelimitedFormat): string {
  const cast = format.lenient ? "TRY_CAST" : "CAST";
  const wanted = duckDbType(type);
  switch (type.kind) {
    case "string":
    case "varchar":
    case "char":
      return field;
    case "binary":
      return `from_base64(${field})`;
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      // Digits after a point are cut off by Hive; DuckDB would round.
      return format.lenient
        ? `TRY_CAST(CASE WHEN contains(${field}, '.') THEN split_part(${field}, '.', 1) ELSE ${field} END AS ${wanted})`
        : `CAST(${field} AS ${wanted})`;
    case "date":
      // OpenCSV keeps dates as days since 1970, timestamps as milliseconds. Documented in "OpenCSVSerDe for processing CSV".
      return format.lenient
        ? `TRY_CAST(${field} AS DATE)`
        : `CASE WHEN regexp_full_match(${field}, '-?\\d+') THEN DATE '1970-01-01' + CAST(${field} AS INTEGER) ELSE CAST(${field} AS DATE) END`;
    case "timestamp":
      return format.lenient
        ? `TRY_CAST(${field} AS TIMESTAMP)`
        : `CASE WHEN regexp_full_match(${field}, '-?\\d+') THEN make_timestamp(CAST(${field} AS BIGINT) * 1000) ELSE CAST(${field} AS TIMESTAMP) END`;
    case "array":
      return `list_transform(str_split(${field}, ${quoteText(format.collectionDelimiter)}), lambda e: TRY_CAST(e AS ${duckDbType(type.element)}))`;
    case "map": {
      const pair = `str_split(e, ${quoteText(format.mapKeyDelimiter)})`;
      return `map_from_entries(list_transform(str_split(${field}, ${quoteText(format.collectionDelimiter)}), lambda e: {'k': TRY_CAST(${pair}[1] AS ${duckDbType(type.key)}), 'v': TRY_CAST(${pair}[2] AS ${duckDbType(type.value)})}))`;
    }
    case "struct": {
      const parts = type.fields.map(
        (part, index) =>
          `${quoteText(part.name)}: TRY_CAST(str_split(${field}, ${quoteText(format.collectionDelimiter)})[${index + 1}] AS ${duckDbType(part.type)})`,
      );
      return `CASE WHEN ${field} IS NOT NULL THEN {${parts.join(", ")}} END`;
    }
    default:
      return `${cast}(${field} AS ${wanted})`;
  }
}
