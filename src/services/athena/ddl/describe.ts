// DESCRIBE, DESCRIBE EXTENDED and DESCRIBE FORMATTED, and SHOW COLUMNS.
import { Catalog, type Table } from "./catalog.ts";
import { allColumns, BLANK_LINE, columnLine, HEADING_LINE, padded, partitionLines } from "./column-lines.ts";
import { extendedLines, formattedLines } from "./describe-details.ts";
import { entityNotFound, semanticFailure } from "./failure.ts";
import { knownPartition, partitionKeysOf } from "./partitions.ts";
import { type DdlResult, type DdlSession, resultOf } from "./session.ts";
import type { Describe, TableName } from "./syntax.ts";
import { isView, viewColumns } from "./views.ts";

const COLUMNS = ["col_name", "data_type", "comment"];

export async function runDescribe(ddl: Describe, session: DdlSession): Promise<DdlResult> {
  const catalog = new Catalog(session);
  const table = await described(catalog, ddl.table);
  if (ddl.column !== undefined) return resultOf(COLUMNS, [oneColumn(table, ddl.column)]);
  if (isView(table) && ddl.mode === "plain") return viewColumns(table);
  const partition = ddl.partition && (await knownPartition(catalog, ddl.table, ddl.partition, partitionKeysOf(table)));
  const shown = partition?.StorageDescriptor ?? table.StorageDescriptor;
  const columns = shown?.Columns ?? [];
  if (ddl.mode === "formatted") {
    const own = columns.map((column) => columnLine(column, shown));
    const lines = [HEADING_LINE, BLANK_LINE, ...own, ...partitionLines(table), ...formattedLines(table, partition)];
    return resultOf(COLUMNS, lines);
  }
  const all = [...columns, ...(table.PartitionKeys ?? [])].map((column) => columnLine(column, shown));
  const details = ddl.mode === "extended" ? extendedLines(table, partition) : [];
  return resultOf(COLUMNS, [...all, ...partitionLines(table), ...details]);
}

export async function showColumns(name: TableName, session: DdlSession): Promise<DdlResult> {
  const table = await described(new Catalog(session), name);
  if (isView(table)) return viewColumns(table);
  return resultOf(
    ["field"],
    allColumns(table).map(({ Name }) => padded(Name)),
  );
}

/** Errors: entityNotFound, which Athena tells when the query is started. */
async function described(catalog: Catalog, name: TableName): Promise<Table> {
  const table = await catalog.table(name);
  if (!table) throw entityNotFound();
  return table;
}

/** Hive's words for a column that is not there; inferred for Athena. */
function oneColumn(table: Table, name: string): string {
  const column = allColumns(table).find(({ Name }) => Name === name);
  if (!column) throw semanticFailure(`Invalid column reference ${name}`, 10_002);
  return columnLine({ ...column, Comment: column.Comment ?? "from deserializer" });
}
