// The Data Catalog as the statements use it: Glue's databases, tables and partitions.
import type * as glue from "@aws-sdk/client-glue";
import type { Decoded } from "../../../kit/service.ts";
import { databaseNotFound, icebergUnsupported, tableNotFound, taskFailed } from "./failure.ts";
import type { DdlSession } from "./session.ts";
import type { TableName } from "./syntax.ts";

export type Column = Decoded<glue.Column>;
export type Database = Decoded<glue.Database>;
export type Partition = Decoded<glue.Partition>;
export type PartitionInput = Decoded<glue.PartitionInput>;
export type StorageDescriptor = Decoded<glue.StorageDescriptor>;
export type Table = Decoded<glue.Table>;
export type TableInput = Decoded<glue.TableInput>;

/** What Glue answers has all the members that it asks for. */
const complete = <Value>(answered: Value): Decoded<Value> => answered as Decoded<Value>;

/** Limits of one Glue call. Documented in the API reference. */
const CREATED_PARTITIONS_MAX = 100;
const DELETED_PARTITIONS_MAX = 25;

export class Catalog {
  readonly #session: DdlSession;

  constructor(session: DdlSession) {
    this.#session = session;
  }

  databaseOf(name: TableName): string {
    return name.database ?? this.#session.database;
  }

  async database(name: string): Promise<Database | undefined> {
    const { peers, identity } = this.#session;
    const found = await orUndefined(peers.call("glue", "GetDatabase", { Name: name }, identity));
    return found?.Database && complete(found.Database);
  }

  /** Errors: databaseNotFound. */
  async knownDatabase(name: string): Promise<Database> {
    const database = await this.database(name);
    if (!database) throw databaseNotFound(name);
    return database;
  }

  async *databases(): AsyncGenerator<Database> {
    const { peers, identity } = this.#session;
    for (let NextToken: string | undefined; ;) {
      const page = await peers.call("glue", "GetDatabases", { ...(NextToken && { NextToken }) }, identity);
      yield* complete(page.DatabaseList ?? []);
      NextToken = page.NextToken;
      if (!NextToken) return;
    }
  }

  async table(name: TableName): Promise<Table | undefined> {
    const { peers, identity } = this.#session;
    const input = { DatabaseName: this.databaseOf(name), Name: name.table };
    const found = await orUndefined(peers.call("glue", "GetTable", input, identity));
    return found?.Table && complete(found.Table);
  }

  /** Errors: tableNotFound. */
  async knownTable(name: TableName): Promise<Table> {
    const table = await this.table(name);
    if (!table) throw tableNotFound(name.written);
    return table;
  }

  /** Errors: tableNotFound, icebergUnsupported. */
  async hiveTable(name: TableName): Promise<Table> {
    const table = await this.knownTable(name);
    if (table.Parameters?.table_type?.toLowerCase() === "iceberg") throw icebergUnsupported();
    return table;
  }

  async *tables(database: string): AsyncGenerator<Table> {
    const { peers, identity } = this.#session;
    for (let NextToken: string | undefined; ;) {
      const input = { DatabaseName: database, ...(NextToken && { NextToken }) };
      const page = await peers.call("glue", "GetTables", input, identity);
      yield* complete(page.TableList ?? []);
      NextToken = page.NextToken;
      if (!NextToken) return;
    }
  }

  async update(name: TableName, table: Table): Promise<void> {
    const { peers, identity } = this.#session;
    const input = { DatabaseName: this.databaseOf(name), TableInput: tableInput(table) };
    await peers.call("glue", "UpdateTable", input, identity);
  }

  async partition(name: TableName, values: readonly string[]): Promise<Partition | undefined> {
    const { peers, identity } = this.#session;
    const input = { DatabaseName: this.databaseOf(name), TableName: name.table, PartitionValues: [...values] };
    const found = await orUndefined(peers.call("glue", "GetPartition", input, identity));
    return found?.Partition && complete(found.Partition);
  }

  /** All, or those that Glue's filter lets through. Without their columns. */
  async *partitions(name: TableName, Expression?: string): AsyncGenerator<Partition> {
    const { peers, identity } = this.#session;
    for (let NextToken: string | undefined; ;) {
      const input = {
        DatabaseName: this.databaseOf(name),
        TableName: name.table,
        ExcludeColumnSchema: true,
        ...(Expression !== undefined && { Expression }),
        ...(NextToken && { NextToken }),
      };
      const page = await peers.call("glue", "GetPartitions", input, identity);
      yield* complete(page.Partitions ?? []);
      NextToken = page.NextToken;
      if (!NextToken) return;
    }
  }

  /** Answers the values of those that were there already. */
  async addPartitions(name: TableName, inputs: readonly PartitionInput[]): Promise<readonly (readonly string[])[]> {
    const { peers, identity } = this.#session;
    const present: (readonly string[])[] = [];
    for (let from = 0; from < inputs.length; from += CREATED_PARTITIONS_MAX) {
      const input = {
        DatabaseName: this.databaseOf(name),
        TableName: name.table,
        PartitionInputList: inputs.slice(from, from + CREATED_PARTITIONS_MAX),
      };
      const { Errors = [] } = await peers.call("glue", "BatchCreatePartition", input, identity);
      for (const { PartitionValues = [], ErrorDetail } of Errors) {
        if (ErrorDetail?.ErrorCode !== "AlreadyExistsException") throw refused(ErrorDetail);
        present.push(PartitionValues);
      }
    }
    return present;
  }

  async dropPartitions(name: TableName, values: readonly (readonly string[])[]): Promise<void> {
    const { peers, identity } = this.#session;
    for (let from = 0; from < values.length; from += DELETED_PARTITIONS_MAX) {
      const PartitionsToDelete = values
        .slice(from, from + DELETED_PARTITIONS_MAX)
        .map((Values) => ({ Values: [...Values] }));
      const input = { DatabaseName: this.databaseOf(name), TableName: name.table, PartitionsToDelete };
      const { Errors = [] } = await peers.call("glue", "BatchDeletePartition", input, identity);
      const error = Errors.find(({ ErrorDetail }) => ErrorDetail?.ErrorCode !== "EntityNotFoundException");
      if (error) throw refused(error.ErrorDetail);
    }
  }

  async updatePartition(name: TableName, values: readonly string[], partition: Partition): Promise<void> {
    const { peers, identity } = this.#session;
    const { Values, LastAccessTime, LastAnalyzedTime, StorageDescriptor, Parameters } = partition;
    const PartitionInput = { Values, LastAccessTime, LastAnalyzedTime, StorageDescriptor, Parameters };
    const input = {
      DatabaseName: this.databaseOf(name),
      TableName: name.table,
      PartitionValueList: [...values],
      PartitionInput,
    };
    await peers.call("glue", "UpdatePartition", input, identity);
  }
}

async function orUndefined<Output>(answer: Promise<Output>): Promise<Output | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNamed(error, "EntityNotFoundException")) return undefined;
    throw error;
  }
}

const refused = (detail: glue.ErrorDetail | undefined): Error =>
  taskFailed(`${detail?.ErrorMessage} (${detail?.ErrorCode})`);

export const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

function tableInput(table: Table): TableInput {
  const { Description, Owner, LastAccessTime, LastAnalyzedTime, Retention, StorageDescriptor, PartitionKeys } = table;
  const { Name, ViewOriginalText, ViewExpandedText, TableType, Parameters, TargetTable } = table;
  return {
    Name,
    Description,
    Owner,
    LastAccessTime,
    LastAnalyzedTime,
    Retention,
    StorageDescriptor,
    PartitionKeys,
    ViewOriginalText,
    ViewExpandedText,
    TableType,
    Parameters,
    TargetTable,
  };
}
