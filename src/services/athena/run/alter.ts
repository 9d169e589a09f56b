// ALTER TABLE.
import type { Partition, PartitionInput } from "./glue.ts";
import { AwsError } from "../../../kit/errors.ts";
import type { AlterTable, PartitionSpec, PartitionTerm } from "../statement/statement.ts";
import { quoteText } from "../trino/types.ts";
import { DONE, HiveFailure, type Outcome, type Run } from "./run.ts";
import { isView } from "./catalog-tables.ts";
import { requireTable, tableInput, taskFailure, type NamedTable } from "./tables.ts";
import type { Table } from "./glue.ts";

type Found = NamedTable & { readonly table: Table };

/** Glue takes that many at once. Documented. */
export const PARTITIONS_CREATED_AT_ONCE = 100;
const PARTITIONS_DELETED_AT_ONCE = 25;

export async function alterTable(run: Run, statement: AlterTable): Promise<Outcome> {
  const found = await requireTable(run, statement.name);
  if (isView(found.table))
    throw new HiveFailure(
      "FAILED: SemanticException [Error 10134]: To alter a view you need to use the ALTER VIEW command.",
    );
  switch (statement.change) {
    case "add-partitions":
      await addPartitions(run, found, statement);
      break;
    case "drop-partitions":
      for (const terms of statement.partitions) await dropPartitions(run, found, terms, statement.ifExists);
      break;
    case "rename-partition":
      await renamePartition(run, found, statement.from, statement.to);
      break;
    case "set-location":
      await setLocation(run, found, statement.location, statement.partition);
      break;
    case "set-properties":
      await update(run, found, { Parameters: { ...found.table.Parameters, ...statement.properties } });
      break;
    default: {
      const added = statement.columns.map(({ name, type, comment }) => ({
        Name: name,
        Type: type,
        ...(comment !== undefined && { Comment: comment }),
      }));
      const present = statement.change === "add-columns" ? (found.table.StorageDescriptor?.Columns ?? []) : [];
      const names = [...present, ...added].map(({ Name }) => Name);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined)
        throw new HiveFailure(`FAILED: SemanticException [Error 10036]: Duplicate column name: ${twice}`);
      await update(run, found, {
        StorageDescriptor: { ...found.table.StorageDescriptor, Columns: [...present, ...added] },
      });
    }
  }
  return DONE;
}

async function update({ glue }: Run, { database, table }: Found, change: Partial<Table>): Promise<void> {
  await glue.call("UpdateTable", { DatabaseName: database, TableInput: tableInput({ ...table, ...change }) });
}

const keysOf = ({ PartitionKeys = [] }: Table): readonly string[] =>
  PartitionKeys.map(({ Name }) => Name.toLowerCase());

/** Values in the keys' order. Errors: HiveFailure unless every key and nothing else is named. */
function valuesOf(table: Table, spec: PartitionSpec): string[] {
  const keys = keysOf(table);
  const unknown = Object.keys(spec).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new HiveFailure(
      `FAILED: SemanticException [Error 10098]: Non-Partition column appears in the partition specification: ${unknown}`,
    );
  return keys.map((key) => {
    const value = spec[key];
    if (value === undefined)
      throw new HiveFailure(
        `FAILED: SemanticException partition spec ${JSON.stringify(spec)} doesn't contain all (${keys.length}) partition columns`,
      );
    return value;
  });
}

/** `s3://bucket/table/dt=2024/` where no location is named. */
export function partitionLocation(table: Table, values: readonly string[]): string {
  const root = (table.StorageDescriptor?.Location ?? "").replace(/\/?$/, "/");
  return `${root}${keysOf(table)
    .map((key, index) => `${key}=${encodeURIComponent(values[index] ?? "").replaceAll("%20", " ")}`)
    .join("/")}/`;
}

export const newPartition = (
  table: Table,
  values: readonly string[],
  location = partitionLocation(table, values),
): PartitionInput => ({
  Values: [...values],
  StorageDescriptor: { ...table.StorageDescriptor, Location: location },
  Parameters: {},
});

async function addPartitions(
  { glue }: Run,
  { database, name, table }: Found,
  { partitions, ifNotExists }: Extract<AlterTable, { change: "add-partitions" }>,
): Promise<void> {
  for (const { spec, location } of partitions) {
    const values = valuesOf(table, spec);
    try {
      await glue.call("CreatePartition", {
        DatabaseName: database,
        TableName: name,
        PartitionInput: newPartition(table, values, location),
      });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== "AlreadyExistsException") throw error;
      if (!ifNotExists)
        throw taskFailure(
          `AlreadyExistsException(message:Partition already exists: ${Object.entries(spec)
            .map(([key, value]) => `${key}=${value}`)
            .join("/")})`,
        );
    }
  }
}

async function dropPartitions(
  { glue }: Run,
  { database, name, table }: Found,
  terms: readonly PartitionTerm[],
  ifExists: boolean,
): Promise<void> {
  const types = new Map((table.PartitionKeys ?? []).map(({ Name, Type = "string" }) => [Name.toLowerCase(), Type]));
  const expression = terms.map(({ key, operator, value }) => {
    const type = types.get(key);
    if (type === undefined)
      throw new HiveFailure(
        `FAILED: SemanticException [Error 10098]: Non-Partition column appears in the partition specification: ${key}`,
      );
    return `${key} ${operator} ${/int|decimal/.test(type) && /^[+-]?[\d.]+$/.test(value) ? value : quoteText(value)}`;
  });
  const found: string[][] = [];
  for await (const { Values = [] } of glue.partitions(database, name, expression.join(" AND "))) found.push(Values);
  if (found.length === 0 && !ifExists)
    throw new HiveFailure(
      `FAILED: SemanticException [Error 10006]: Partition not found (${terms.map(({ key, operator, value }) => `${key} ${operator} '${value}'`).join(", ")})`,
    );
  for (let at = 0; at < found.length; at += PARTITIONS_DELETED_AT_ONCE)
    await glue.call("BatchDeletePartition", {
      DatabaseName: database,
      TableName: name,
      PartitionsToDelete: found.slice(at, at + PARTITIONS_DELETED_AT_ONCE).map((Values) => ({ Values })),
    });
}

async function onePartition({ glue }: Run, { database, name, table }: Found, spec: PartitionSpec): Promise<Partition> {
  try {
    const { Partition: partition } = await glue.call("GetPartition", {
      DatabaseName: database,
      TableName: name,
      PartitionValues: valuesOf(table, spec),
    });
    return (partition ?? {}) as Partition;
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "EntityNotFoundException") throw error;
    throw new HiveFailure(`FAILED: SemanticException [Error 10006]: Partition not found ${JSON.stringify(spec)}`);
  }
}

async function updatePartition(
  run: Run,
  found: Found,
  partition: Partition,
  change: Partial<PartitionInput>,
): Promise<void> {
  const { Values = [], StorageDescriptor, Parameters } = partition;
  await run.glue.call("UpdatePartition", {
    DatabaseName: found.database,
    TableName: found.name,
    PartitionValueList: Values,
    PartitionInput: { Values, StorageDescriptor, Parameters, ...change },
  });
}

async function renamePartition(run: Run, found: Found, from: PartitionSpec, to: PartitionSpec): Promise<void> {
  await updatePartition(run, found, await onePartition(run, found, from), { Values: valuesOf(found.table, to) });
}

async function setLocation(run: Run, found: Found, location: string, spec: PartitionSpec | undefined): Promise<void> {
  if (!spec) return update(run, found, { StorageDescriptor: { ...found.table.StorageDescriptor, Location: location } });
  const partition = await onePartition(run, found, spec);
  await updatePartition(run, found, partition, {
    StorageDescriptor: { ...partition.StorageDescriptor, Location: location },
  });
}
