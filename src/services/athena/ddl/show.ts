// SHOW: names of databases, tables, views, partitions and columns, and a table's properties.
import { Catalog, type Table } from "./catalog.ts";
import { showColumns } from "./describe.ts";
import { taskFailed } from "./failure.ts";
import { databasePattern, tablePattern } from "./name-pattern.ts";
import { partitionName } from "./partition-name.ts";
import { partitionKeysOf } from "./partitions.ts";
import { type DdlResult, type DdlSession, resultOf } from "./session.ts";
import { showCreateTable } from "./show-create-table.ts";
import type { ShowDdl } from "./syntax.ts";
import { isView } from "./views.ts";

/** Recorded: the names and types of the columns. */
export async function runShow(ddl: ShowDdl, session: DdlSession): Promise<DdlResult> {
  const catalog = new Catalog(session);
  switch (ddl.kind) {
    case "show-databases":
      return resultOf(["database_name"], await databaseNames(catalog, ddl.pattern));
    case "show-tables":
      return resultOf(["tab_name"], await tableNames(catalog, ddl.database ?? session.database, ddl.pattern));
    case "show-views":
      return resultOf(["views"], await viewNames(catalog, ddl.database ?? session.database, ddl.pattern), "varchar");
    case "show-partitions":
      return resultOf(["partition"], await partitionNames(catalog, ddl));
    case "show-columns":
      return showColumns(ddl.table, session);
    case "show-create-table":
      return resultOf(["createtab_stmt"], showCreateTable(await catalog.knownTable(ddl.table), ddl.table));
    default:
      return showProperties(await catalog.knownTable(ddl.table), ddl);
  }
}

async function databaseNames(catalog: Catalog, pattern: string | undefined): Promise<string[]> {
  const test = pattern === undefined ? () => true : databasePattern(pattern);
  const names: string[] = [];
  for await (const { Name } of catalog.databases()) if (test(Name)) names.push(Name);
  return names.toSorted();
}

/** Views are tables here too, as in Hive. */
async function tableNames(catalog: Catalog, database: string, pattern: string | undefined): Promise<string[]> {
  await catalog.knownDatabase(database);
  const test = pattern === undefined ? () => true : tablePattern(pattern);
  const names: string[] = [];
  for await (const { Name } of catalog.tables(database)) if (test(Name)) names.push(Name);
  return names.toSorted();
}

async function viewNames(catalog: Catalog, database: string, pattern: string | undefined): Promise<string[]> {
  await catalog.knownDatabase(database);
  const test = pattern === undefined ? () => true : databasePattern(pattern);
  const names: string[] = [];
  for await (const table of catalog.tables(database)) if (isView(table) && test(table.Name)) names.push(table.Name);
  return names.toSorted();
}

type Of<Kind> = Extract<ShowDdl, { kind: Kind }>;

/** Errors: Hive's words for a table without partitions (inferred for Athena). */
async function partitionNames(catalog: Catalog, { table: name }: Of<"show-partitions">): Promise<string[]> {
  const keys = partitionKeysOf(await catalog.hiveTable(name)).map((key) => key.name);
  if (keys.length === 0) throw taskFailed(`Table ${name.written} is not a partitioned table`);
  const names: string[] = [];
  for await (const { Values = [] } of catalog.partitions(name)) names.push(partitionName(keys, Values));
  return names.toSorted();
}

/** With a key, its value alone. Documented in Athena's SHOW TBLPROPERTIES. */
function showProperties({ Parameters = {} }: Table, { table, key }: Of<"show-table-properties">): DdlResult {
  const lines =
    key === undefined
      ? Object.entries(Parameters).map(([name, value]) => `${name}\t${value}`)
      : [Parameters[key] ?? `Table ${table.written} does not have property: ${key}`];
  return resultOf(["prpt_name", "prpt_value"], lines);
}
