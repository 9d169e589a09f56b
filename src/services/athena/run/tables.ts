// Finds the table that a DDL statement names.
import type { Table } from "./glue.ts";
import type { TableName } from "../statement/statement.ts";
import { CATALOG_NAME } from "../trino/catalog.ts";
import { HiveFailure, type Run } from "./run.ts";

export interface NamedTable {
  readonly database: string;
  readonly name: string;
}

/** Errors: HiveFailure. */
export function addressOf({ database }: Run, parts: TableName): NamedTable {
  const name = parts.at(-1) as string;
  const of = parts.at(-2) ?? database;
  if (parts.length > 3 || (parts.length === 3 && parts[0] !== CATALOG_NAME))
    throw new HiveFailure(`FAILED: ParseException: catalog ${parts[0]} is not supported`);
  if (of === undefined)
    throw new HiveFailure(
      "FAILED: SemanticException No database is selected: name one in the statement or in the query execution context",
    );
  return { database: of, name };
}

/** Errors: HiveFailure with Hive's text. Recorded. */
export async function requireTable(run: Run, parts: TableName): Promise<NamedTable & { readonly table: Table }> {
  const address = addressOf(run, parts);
  const table = await run.glue.table(address.database, address.name);
  if (!table) throw tableNotFound(address.name);
  return { ...address, table };
}

export const tableNotFound = (name: string): HiveFailure =>
  new HiveFailure(`FAILED: SemanticException [Error 10001]: Table not found ${name}`);

export const databaseNotFound = (name: string): HiveFailure =>
  new HiveFailure(`FAILED: SemanticException [Error 10072]: Database does not exist: ${name}`);

/** Hive's DDL task failed. Recorded beginning. */
export const taskFailure = (why: string): HiveFailure =>
  new HiveFailure(`FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ${why}`);

/** What UpdateTable takes of what GetTable gave. */
export function tableInput(table: Table) {
  const {
    Name,
    Description,
    Owner,
    Retention,
    StorageDescriptor,
    PartitionKeys,
    ViewOriginalText,
    ViewExpandedText,
    TableType,
    Parameters,
  } = table;
  return {
    Name,
    Description,
    Owner,
    Retention,
    StorageDescriptor,
    PartitionKeys,
    ViewOriginalText,
    ViewExpandedText,
    TableType,
    Parameters,
  };
}
