// ALTER TABLE of partitions: ADD, DROP, RENAME and SET LOCATION.
import { Catalog, type Partition, type PartitionInput, type Table } from "./catalog.ts";
import { semanticFailure, taskFailed } from "./failure.ts";
import { canonicalValue, type PartitionKey, partitionName, valuesOfSpec } from "./partition-name.ts";
import type { DdlSession } from "./session.ts";
import type { AlterTable, PartitionSpec, PartitionTest, TableName } from "./syntax.ts";
import { checkLocation, epochSeconds } from "./tables.ts";

type Of<Kind> = Extract<AlterTable, { kind: Kind }>;

export const partitionKeysOf = (table: Table): readonly PartitionKey[] =>
  (table.PartitionKeys ?? []).map(({ Name, Type = "string" }) => ({ name: Name, type: Type }));

export async function addPartitions(ddl: Of<"add-partitions">, session: DdlSession): Promise<void> {
  const catalog = new Catalog(session);
  const table = await catalog.hiveTable(ddl.table);
  const keys = partitionKeysOf(table);
  const inputs = ddl.partitions.map(({ spec, location }) => {
    if (location !== undefined) checkLocation(location);
    const values = valuesOfSpec(spec, keys);
    return partitionInput(table, values, location ?? defaultLocation(table, values), session.nowMs);
  });
  if (!ddl.ifNotExists) {
    for (const { Values = [] } of inputs) if (await catalog.partition(ddl.table, Values)) throw partitionExists();
  }
  const present = await catalog.addPartitions(ddl.table, inputs);
  if (present.length > 0 && !ddl.ifNotExists) throw partitionExists();
}

/** Inferred from the table's text and Glue's. */
const partitionExists = (): Error => taskFailed("AlreadyExistsException(message:Partition already exists.)");

export function partitionInput(
  table: Table,
  values: readonly string[],
  location: string,
  nowMs: number,
): PartitionInput {
  return {
    Values: [...values],
    StorageDescriptor: { ...table.StorageDescriptor, Location: location },
    Parameters: { transient_lastDdlTime: epochSeconds(nowMs) },
  };
}

export function defaultLocation(table: Table, values: readonly string[]): string {
  const names = partitionKeysOf(table).map(({ name }) => name);
  return `${(table.StorageDescriptor?.Location ?? "").replace(/\/+$/, "")}/${partitionName(names, values)}`;
}

export async function dropPartitions(ddl: Of<"drop-partitions">, session: DdlSession): Promise<void> {
  const catalog = new Catalog(session);
  const keys = partitionKeysOf(await catalog.hiveTable(ddl.table));
  const dropped = new Map<string, readonly string[]>();
  for (const tests of ddl.choices) {
    let found = false;
    for await (const { Values = [] } of catalog.partitions(ddl.table, expressionOf(tests, keys))) {
      found = true;
      dropped.set(Values.join("\0"), Values);
    }
    if (!found && !ddl.ifExists) throw semanticFailure(`Partition not found (${told(tests)})`, 10_006);
  }
  await catalog.dropPartitions(ddl.table, [...dropped.values()]);
}

/** Glue's filter. Errors: Hive's words for a key that the table does not have. */
function expressionOf(tests: readonly PartitionTest[], keys: readonly PartitionKey[]): string {
  return tests
    .map(({ key, comparison, value }) => {
      const type = keys.find(({ name }) => name === key)?.type;
      if (type === undefined) throw semanticFailure(`Column not found ${key}`);
      return `${key} ${comparison} '${canonicalValue(value, type).replaceAll("'", "''")}'`;
    })
    .join(" AND ");
}

const told = (tests: readonly PartitionTest[]): string =>
  tests.map(({ key, comparison, value }) => `${key} ${comparison} '${value}'`).join(" AND ");

export async function renamePartition(ddl: Of<"rename-partition">, session: DdlSession): Promise<void> {
  const catalog = new Catalog(session);
  const keys = partitionKeysOf(await catalog.hiveTable(ddl.table));
  const [from, to] = [valuesOfSpec(ddl.from, keys), valuesOfSpec(ddl.to, keys)];
  const partition = await knownPartition(catalog, ddl.table, ddl.from, keys);
  if (await catalog.partition(ddl.table, to))
    throw taskFailed(`Unable to rename partition. Partition already exists:${ddl.table.table}.[${to.join(", ")}]`);
  await catalog.updatePartition(ddl.table, from, { ...partition, Values: [...to] });
}

/** Of a partition, or of the table itself. */
export async function setLocation(ddl: Of<"set-location">, session: DdlSession): Promise<void> {
  const catalog = new Catalog(session);
  const table = await catalog.hiveTable(ddl.table);
  checkLocation(ddl.location);
  if (!ddl.partition) {
    const StorageDescriptor = { ...table.StorageDescriptor, Location: ddl.location };
    return catalog.update(ddl.table, { ...table, StorageDescriptor });
  }
  const keys = partitionKeysOf(table);
  const partition = await knownPartition(catalog, ddl.table, ddl.partition, keys);
  const StorageDescriptor = { ...partition.StorageDescriptor, Location: ddl.location };
  await catalog.updatePartition(ddl.table, valuesOfSpec(ddl.partition, keys), { ...partition, StorageDescriptor });
}

/** Errors: Hive's words for a partition that is not there (inferred for Athena). */
export async function knownPartition(
  catalog: Catalog,
  table: TableName,
  spec: PartitionSpec,
  keys: readonly PartitionKey[],
): Promise<Partition> {
  const partition = await catalog.partition(table, valuesOfSpec(spec, keys));
  if (!partition)
    throw semanticFailure(
      `Partition not found {${[...spec].map(([key, value]) => `${key}=${value}`).join(", ")}}`,
      10_006,
    );
  return partition;
}
