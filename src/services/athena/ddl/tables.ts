// CREATE EXTERNAL TABLE and DROP TABLE.
import { Catalog, isNamed, type Column, type TableInput } from "./catalog.ts";
import { semanticFailure, tableExists, tableNotFound, taskFailed } from "./failure.ts";
import type { DdlSession } from "./session.ts";
import { storageDescriptor } from "./storage.ts";
import type { ColumnDefinition, CreateTable, TableName } from "./syntax.ts";

export async function createTable(ddl: CreateTable, session: DdlSession): Promise<void> {
  const { peers, identity, nowMs } = session;
  const catalog = new Catalog(session);
  const DatabaseName = catalog.databaseOf(ddl.table);
  await catalog.knownDatabase(DatabaseName);
  checkColumns(ddl);
  checkLocation(ddl.location);
  try {
    await peers.call("glue", "CreateTable", { DatabaseName, TableInput: tableInput(ddl, nowMs) }, identity);
  } catch (error) {
    if (!isNamed(error, "AlreadyExistsException")) throw error;
    if (!ddl.ifNotExists) throw tableExists(ddl.table.table);
  }
}

/** What Athena writes. Recorded: EXTERNAL and transient_lastDdlTime come before the statement's own properties. */
function tableInput(ddl: CreateTable, nowMs: number): TableInput {
  return {
    Name: ddl.table.table,
    ...(ddl.comment !== undefined && { Description: ddl.comment }),
    Owner: "hadoop",
    Retention: 0,
    LastAccessTime: new Date(0),
    StorageDescriptor: storageDescriptor(ddl),
    PartitionKeys: ddl.partitionKeys.map(glueColumn),
    TableType: "EXTERNAL_TABLE",
    Parameters: {
      EXTERNAL: "TRUE",
      transient_lastDdlTime: epochSeconds(nowMs),
      ...(ddl.comment !== undefined && { comment: ddl.comment }),
      ...ddl.properties,
    },
  };
}

export const epochSeconds = (epochMs: number): string => String(Math.floor(epochMs / 1000));

export const glueColumn = ({ name, type, comment }: ColumnDefinition): Column => ({
  Name: name,
  Type: type,
  ...(comment !== undefined && { Comment: comment }),
});

/** Hive's checks and words; inferred for Athena. */
function checkColumns({ columns, partitionKeys }: CreateTable): void {
  const names = columns.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw semanticFailure(`Duplicate column name: ${repeated}`, 10_036);
  if (partitionKeys.some(({ name }) => names.includes(name)))
    throw semanticFailure("Column repeated in partitioning columns", 10_035);
}

/** Hive's words; inferred for Athena. */
export function checkLocation(location: string): void {
  const [, scheme] = /^([a-z0-9+]+):\/\//i.exec(location) ?? [];
  if (scheme === undefined)
    throw taskFailed(`MetaException(message:${location} is not a directory or unable to create one)`);
  if (!/^s3[an]?$/i.test(scheme))
    throw taskFailed(`MetaException(message:Got exception: java.io.IOException No FileSystem for scheme: ${scheme})`);
}

export async function dropTable(table: TableName, ifExists: boolean, session: DdlSession): Promise<void> {
  const { peers, identity } = session;
  const input = { DatabaseName: new Catalog(session).databaseOf(table), Name: table.table };
  try {
    await peers.call("glue", "DeleteTable", input, identity);
  } catch (error) {
    if (!isNamed(error, "EntityNotFoundException")) throw error;
    if (!ifExists) throw tableNotFound(table.written);
  }
}
