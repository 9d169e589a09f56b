// SHOW and DESCRIBE.
import type { Column, Table } from "./glue.ts";
import type { Statement } from "../statement/statement.ts";
import { isView, storedView } from "./catalog-tables.ts";
import { NULL_PARTITION } from "./partitions.ts";
import { HiveFailure, type Outcome, type Run } from "./run.ts";
import { createTableLines } from "./show-create.ts";
import { databaseNotFound, requireTable } from "./tables.ts";
import { matcher, textOutcome } from "./text-outcome.ts";

type Of<Kind extends Statement["kind"]> = Extract<Statement, { kind: Kind }>;

export async function showDatabases({ glue }: Run, { pattern }: Of<"show-databases">): Promise<Outcome> {
  const names: string[] = [];
  for await (const { Name = "" } of glue.databases()) names.push(Name);
  return textOutcome(["database_name"], names.filter(matcher(pattern)).toSorted());
}

export async function showTables(
  run: Run,
  { kind, database, pattern }: Of<"show-tables" | "show-views">,
): Promise<Outcome> {
  const of = database ?? run.database;
  if (of === undefined) throw new HiveFailure("FAILED: SemanticException No database is selected");
  if (!(await run.glue.database(of))) throw databaseNotFound(of);
  const names: string[] = [];
  for await (const table of run.glue.tables(of))
    if (kind === "show-tables" || isView(table)) names.push(table.Name ?? "");
  return textOutcome([kind === "show-tables" ? "tab_name" : "views"], names.filter(matcher(pattern)).toSorted());
}

export async function showPartitions(run: Run, { name, spec }: Of<"show-partitions">): Promise<Outcome> {
  const { database, name: own, table } = await requireTable(run, name);
  const keys = (table.PartitionKeys ?? []).map(({ Name }) => Name.toLowerCase());
  if (keys.length === 0)
    throw new HiveFailure(
      `FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Table ${own} is not a partitioned table`,
    );
  const lines: string[] = [];
  for await (const { Values = [] } of run.glue.partitions(database, own)) {
    const fits = keys.every((key, index) => spec?.[key] === undefined || spec[key] === Values[index]);
    if (fits) lines.push(keys.map((key, index) => `${key}=${escaped(Values[index] ?? NULL_PARTITION)}`).join("/"));
  }
  return textOutcome(["partition"], lines.toSorted());
}

/** Hive escapes what folder names cannot hold. */
const escaped = (value: string): string =>
  value.replaceAll(
    /["#%'*/:=?\\{}[\]^\p{Cc}]/gu,
    (mark) => `%${mark.codePointAt(0)?.toString(16).toUpperCase().padStart(2, "0")}`,
  );

const padded = (text: string): string => text.padEnd(20);

export async function showColumns(run: Run, { name }: Of<"show-columns">): Promise<Outcome> {
  const { table } = await requireTable(run, name);
  return textOutcome(
    ["field"],
    allColumns(table).map(({ Name }) => padded(Name)),
  );
}

const allColumns = (table: Table): readonly Column[] => [
  ...(table.StorageDescriptor?.Columns ?? []),
  ...(table.PartitionKeys ?? []),
];

export async function showProperties(run: Run, { name, property }: Of<"show-properties">): Promise<Outcome> {
  const { table, name: own } = await requireTable(run, name);
  const parameters = Object.entries(table.Parameters ?? {});
  if (property === undefined)
    return textOutcome(
      ["prpt_name", "prpt_value"],
      parameters.map(([key, value]) => `${key}\t${value}`),
    );
  const value = table.Parameters?.[property];
  return textOutcome(["prpt_name", "prpt_value"], [value ?? `Table ${own} does not have property: ${property}`]);
}

export async function showCreate(
  run: Run,
  { kind, name }: Of<"show-create-table" | "show-create-view">,
): Promise<Outcome> {
  const { table, database, name: own } = await requireTable(run, name);
  const view = isView(table) ? storedView(table) : undefined;
  if (kind === "show-create-view") {
    if (!view) throw new HiveFailure(`FAILED: SemanticException ${database}.${own} is not a view`);
    return textOutcome(["Create View"], `CREATE VIEW ${database}.${own} AS\n${view.originalSql}`.split("\n"));
  }
  if (view)
    throw new HiveFailure(`FAILED: SemanticException ${database}.${own} is a view, not a table: use SHOW CREATE VIEW`);
  return textOutcome(["createtab_stmt"], createTableLines(table, database));
}

/** Hive pads to 20 and parts by tabs. Recorded. */
export async function describe(run: Run, { name, extended }: Of<"describe">): Promise<Outcome> {
  const { table } = await requireTable(run, name);
  const line = ({ Name, Type = "", Comment = "" }: Column): string => [Name, Type, Comment].map(padded).join("\t");
  const lines = allColumns(table).map(line);
  const keys = table.PartitionKeys ?? [];
  if (keys.length > 0)
    lines.push(
      "\t \t ",
      "# Partition Information\t \t ",
      `${padded("# col_name")}\t${padded("data_type")}\t${padded("comment")}`,
      "\t \t ",
      ...keys.map(line),
    );
  if (extended) lines.push("\t \t ", `Detailed Table Information\t${details(table)}\t`);
  return textOutcome(["col_name", "data_type", "comment"], lines);
}

function details(table: Table): string {
  const storage = table.StorageDescriptor ?? {};
  return [
    `Table(tableName:${table.Name}, dbName:${table.DatabaseName}`,
    `location:${storage.Location}`,
    `inputFormat:${storage.InputFormat}`,
    `outputFormat:${storage.OutputFormat}`,
    `serializationLib:${storage.SerdeInfo?.SerializationLibrary}`,
    `tableType:${table.TableType})`,
  ].join(", ");
}
