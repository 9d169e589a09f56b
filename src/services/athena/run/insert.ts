// INSERT INTO: adds files to a table, and partitions where rows go to new ones.
import { defaultLocation } from "../ddl/partitions.ts";
import { columnType } from "../../../formats/serde.ts";
import { trinoType } from "../hive-trino.ts";
import type { Statement } from "../statement/statement.ts";
import { castTo } from "../trino/cast.ts";
import { CATALOG_NAME } from "../trino/catalog.ts";
import { QueryFailure } from "../trino/failure.ts";
import { commonType, formatType, isText, sameType } from "../trino/types.ts";
import type { TrinoType } from "../trino/types.ts";
import { addPartitions } from "./new-partitions.ts";
import { isView } from "./catalog-tables.ts";
import { writtenOutcome } from "./create-table-as.ts";
import { folderOf, parseLocation, type Location } from "./lake.ts";
import type { Outcome, Run } from "./run.ts";
import { formatOf } from "./scans.ts";
import { prepareQuery, type PreparedQuery } from "./select.ts";
import { addressOf } from "./tables.ts";
import { writeFiles, type FileWriting } from "./write-files.ts";
import { isOrcCompression } from "./write-properties.ts";
import type { Table } from "./glue.ts";

export async function insert(run: Run, statement: Extract<Statement, { kind: "insert" }>): Promise<Outcome> {
  const { database, name } = addressOf(run, statement.name);
  const table = await run.glue.table(database, name);
  if (!table)
    throw new QueryFailure("TABLE_NOT_FOUND", `line 1:1: Table '${CATALOG_NAME}.${database}.${name}' does not exist`);
  if (isView(table)) throw new QueryFailure("NOT_SUPPORTED", "line 1:1: Inserting into views is not supported");
  const writing = writingOf(table);
  const prepared = await prepareQuery(run, statement.query);
  const sql = arranged(prepared, writing, statement.columns);
  const existing = new Map<string, string>();
  if (writing.partitionKeys.length > 0)
    for await (const { Values = [], StorageDescriptor } of run.glue.partitions(database, name))
      existing.set(JSON.stringify(Values), StorageDescriptor?.Location ?? "");
  const written = await writeFiles(run, sql, writing, ({ values }) =>
    place(existing.get(JSON.stringify(values)) ?? partitionOf(table, values)),
  );
  const added = written.partitions.filter(({ values }) => !existing.has(JSON.stringify(values)));
  await addPartitions(
    run,
    { database, name },
    table,
    added.map(({ values }) => ({ values, location: defaultLocation(table, values) })),
  );
  return writtenOutcome(run, written);
}

const partitionOf = (table: Table, values: readonly string[]): string =>
  values.length > 0 ? defaultLocation(table, values) : (table.StorageDescriptor?.Location ?? "");

function place(location: string): Location {
  const parsed = parseLocation(location);
  if (!parsed) throw new QueryFailure("HIVE_INVALID_METADATA", `Table location is no S3 path: ${location}`);
  return folderOf(parsed);
}

/** Documented in "INSERT INTO": Parquet, ORC, JSON and text are written in the table's own format. */
function writingOf(table: Table): FileWriting {
  const format = formatOf(table, table.StorageDescriptor ?? {});
  const columns = [...(table.StorageDescriptor?.Columns ?? []), ...(table.PartitionKeys ?? [])].map(
    ({ Name, Type }) => ({ name: Name.toLowerCase(), type: columnType(Type) }),
  );
  const partitionKeys = (table.PartitionKeys ?? []).map(({ Name }) => Name.toLowerCase());
  const plain = { columns, partitionKeys, delimiter: "\u0001", nullText: "\\N" };
  if (format.kind === "parquet") {
    const compression = (
      table.Parameters?.["parquet.compression"] ??
      table.Parameters?.["parquet.compress"] ??
      "GZIP"
    ).toLowerCase();
    return {
      ...plain,
      format: "parquet",
      compression: compression === "snappy" || compression === "zstd" || compression === "none" ? compression : "gzip",
    };
  }
  if (format.kind === "orc") {
    const compression = (table.Parameters?.["orc.compress"] ?? "ZLIB").toLowerCase();
    return { ...plain, format: "orc", compression: isOrcCompression(compression) ? compression : "zlib" };
  }
  if (format.kind === "json") return { ...plain, format: "json", compression: "gzip" };
  if (format.quote !== undefined)
    throw new QueryFailure("NOT_SUPPORTED", "Inserting into tables of OpenCSVSerde is not supported");
  return {
    ...plain,
    format: "text",
    delimiter: format.delimiter,
    nullText: format.nullText ?? "",
    compression: "gzip",
  };
}

/** The query's columns in the table's order and types; columns that are not named are NULL. */
function arranged({ sql, columns }: PreparedQuery, writing: FileWriting, named: readonly string[] | undefined): string {
  const all = writing.columns.map(({ name }) => name);
  const into = named ?? all;
  const unknown = into.find((name) => !all.includes(name));
  if (unknown !== undefined)
    throw new QueryFailure(
      "COLUMN_NOT_FOUND",
      `line 1:1: Insert column name does not exist in target table: ${unknown}`,
    );
  const types = into.map((name) =>
    trinoType((writing.columns.find((column) => column.name === name) as FileWriting["columns"][number]).type),
  );
  const fits =
    types.length === columns.length &&
    types.every((type, index) => assignable((columns[index] as PreparedQuery["columns"][number]).type, type));
  if (!fits)
    throw new QueryFailure(
      "TYPE_MISMATCH",
      `line 1:1: Insert query has mismatched column types: Table: [${types.map(formatType).join(", ")}], Query: [${columns.map(({ type }) => formatType(type)).join(", ")}]`,
    );
  const items = all.map((name, index) => {
    const at = into.indexOf(name);
    const own = columns[at];
    const type = types[at];
    const value =
      own && type ? castTo({ sql: `q.c${at + 1}`, type: own.type }, type, false, { line: 1, column: 1 }).sql : "NULL";
    return `${value} AS c${index + 1}`;
  });
  return `SELECT ${items.join(", ")} FROM (${sql}) AS q`;
}

/** Values that Trino's INSERT converts by itself: to a wider type of their kind. */
function assignable(from: TrinoType, to: TrinoType): boolean {
  if (from.kind === "unknown" || (isText(from) && isText(to))) return true;
  const common = commonType(from, to);
  return common !== undefined && (sameType(common, to) || common.kind === to.kind);
}
