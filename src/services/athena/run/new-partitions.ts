// Partitions that written rows make, in the catalog.
import { Catalog } from "../ddl/catalog.ts";
import { partitionInput } from "../ddl/partitions.ts";
import type { Table } from "./glue.ts";
import type { Run } from "./run.ts";
import type { TableAddress } from "./tables.ts";

export interface NewPartition {
  readonly values: readonly string[];
  readonly location: string;
}

/** Those that are there already stay as they are. */
export async function addPartitions(
  run: Run,
  { database, name }: TableAddress,
  table: Table,
  partitions: readonly NewPartition[],
): Promise<void> {
  const { peers, identity, nowMs } = run;
  const catalog = new Catalog({ peers, identity, nowMs, database });
  const inputs = partitions.map(({ values, location }) => partitionInput(table, values, location, nowMs));
  await catalog.addPartitions({ database, table: name, written: name }, inputs);
}
