// Which partitions of a table a query reads.
import type { Partition, StorageDescriptor, Table } from "./glue.ts";
import type { SqlSession } from "../../../engines/sql/sql.ts";
import type { Scan } from "../trino/analysis.ts";
import type { BaseTable } from "../trino/catalog.ts";
import { duckDbTypeOf, quoteName, quoteText } from "../trino/types.ts";
import type { GlueCatalog } from "./glue.ts";
import { projectedPartitions } from "./projection.ts";

export const NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

export interface ReadPartition {
  /** By partition key, in their order. */
  readonly values: readonly string[];
  readonly location: string;
  readonly storage: StorageDescriptor;
}

/** Partitions looked at in one statement of the engine. */
const PRUNED_AT_ONCE = 5000;

/** Only those that can hold rows of the result: filtered by the catalog as far as its expressions go, then by the conditions themselves. */
export async function partitionsOf(
  session: SqlSession,
  glue: GlueCatalog,
  scan: Scan,
  table: Table,
  base: BaseTable,
  nowMs: number,
): Promise<readonly ReadPartition[]> {
  const storage = table.StorageDescriptor ?? {};
  if (base.partitionKeys.length === 0) return [{ values: [], location: storage.Location ?? "", storage }];
  const projected = projectedPartitions(table, base, nowMs);
  const all = projected ?? (await stored(glue, scan, base));
  const kept: ReadPartition[] = [];
  for (let at = 0; at < all.length; at += PRUNED_AT_ONCE)
    kept.push(...(await prune(session, scan, base, all.slice(at, at + PRUNED_AT_ONCE))));
  return kept;
}

async function stored(glue: GlueCatalog, scan: Scan, base: BaseTable): Promise<readonly ReadPartition[]> {
  const expression = scan.partitionExpressions.length > 0 ? scan.partitionExpressions.join(" AND ") : undefined;
  const found: ReadPartition[] = [];
  for await (const partition of glue.partitions(base.database, base.name, expression))
    found.push(readPartition(partition));
  return found;
}

const readPartition = ({ Values = [], StorageDescriptor: storage = {} }: Partition): ReadPartition => ({
  values: Values,
  location: storage.Location ?? "",
  storage,
});

async function prune(
  session: SqlSession,
  { prunes }: Scan,
  { partitionKeys }: BaseTable,
  partitions: readonly ReadPartition[],
): Promise<readonly ReadPartition[]> {
  if (prunes.length === 0 || partitions.length === 0) return partitions;
  const rows = partitions.map(
    ({ values }, index) => `(${[index, ...partitionKeys.map((_, at) => textOf(values[at]))].join(", ")})`,
  );
  const names = ["i", ...partitionKeys.map((_, index) => `v${index}`)];
  const typed = partitionKeys.map(
    ({ name, type }, index) => `TRY_CAST(v${index} AS ${duckDbTypeOf(type)}) AS ${quoteName(name)}`,
  );
  const sql = `SELECT p.i FROM (SELECT i, ${typed.join(", ")} FROM (VALUES ${rows.join(", ")}) AS v(${names.join(", ")})) AS p WHERE ${prunes.join(" AND ")}`;
  const kept = await (await session.run(sql)).rows();
  return kept.map(([index]) => partitions[Number(index)] as ReadPartition);
}

const textOf = (value: string | undefined): string =>
  value === undefined || value === NULL_PARTITION ? "NULL" : `CAST(${quoteText(value)} AS VARCHAR)`;
