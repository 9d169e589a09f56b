// Databases and tables: finding them, and what goes when they go.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { GlueContext } from "../context.ts";
import { databaseNotFound, tableNotFound } from "../errors.ts";
import { TABLE_VERSIONS_MAX } from "../limits.ts";
import { folded, type Scope } from "../scope.ts";
import type { DatabaseRow, TableRow } from "./rows.ts";
import { databases, tables, tableVersions, within } from "./tables.ts";

export interface FoundTable {
  readonly database: DatabaseRow;
  readonly table: TableRow;
}

/** Errors: EntityNotFoundException. */
export async function requireDatabase(reads: Reads, scope: Scope, name: string): Promise<DatabaseRow> {
  const database = await databases.get(reads, within(scope, folded(name)));
  if (database === undefined) throw databaseNotFound(name);
  return database;
}

export const findTable = (
  reads: Reads,
  scope: Scope,
  database: DatabaseRow,
  name: string,
): Promise<TableRow | undefined> => tables.get(reads, within(scope, database.id, folded(name)));

/** Errors: EntityNotFoundException of the database or, by default, the table. */
export async function requireTable(
  reads: Reads,
  scope: Scope,
  databaseName: string,
  name: string,
  missing: () => Error = () => tableNotFound(name),
): Promise<FoundTable> {
  const database = await requireDatabase(reads, scope, databaseName);
  const table = await findTable(reads, scope, database, name);
  if (table === undefined) throw missing();
  return { database, table };
}

export function putTable(transaction: Transaction, scope: Scope, database: DatabaseRow, table: TableRow): void {
  tables.put(transaction, within(scope, database.id, folded(table.input.Name)), table);
}

/** Keeps the table as it was among its versions, within their bound. */
export function archiveTable(transaction: Transaction, scope: Scope, table: TableRow): void {
  const { input, version, createTime, updateTime, createdBy } = table;
  tableVersions.put(transaction, within(scope, table.id, version), {
    input,
    version,
    createTime,
    updateTime,
    createdBy,
  });
  if (version >= TABLE_VERSIONS_MAX)
    tableVersions.delete(transaction, within(scope, table.id, version - TABLE_VERSIONS_MAX));
}

/** What the collector deletes in its own time: what stands under the id of a database or a table that is gone. */
export interface Orphans extends Scope {
  readonly kind: "database" | "table";
  readonly id: string;
}

/** The table is gone at once; its versions and partitions are deleted later, as AWS documents it. */
export async function dropTable(
  context: GlueContext,
  transaction: Transaction,
  scope: Scope,
  { database, table }: FoundTable,
): Promise<void> {
  tables.delete(transaction, within(scope, database.id, folded(table.input.Name)));
  await collectLater(context, transaction, { ...scope, kind: "table", id: table.id });
}

export const collectLater = (context: GlueContext, transaction: Transaction, orphans: Orphans): Promise<void> =>
  context.jobs.schedule(
    { kind: "collect", key: orphans.id, dueMs: context.clock.now(), payload: orphans },
    transaction,
  );
