// Writes what a crawl found into the catalog, by the crawler's policies.
import { uuid } from "../../../kit/ids.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { GlueContext } from "../context.ts";
import { archiveTable, collectLater, findTable, putTable, type FoundTable } from "../store/catalog.ts";
import { countChanges, type RunningCrawl } from "../store/crawls.ts";
import type { TableInputRow } from "../store/inputs.ts";
import type { DatabaseRow, TableRow } from "../store/rows.ts";
import type { CrawlerConfiguration } from "./configuration.ts";
import { definitionChanged, mergedDefinition } from "./definition-changes.ts";
import { type CrawledTable, distinctName, tableInput } from "./table-definition.ts";

export interface ApplyPlan {
  readonly crawl: RunningCrawl;
  readonly database: DatabaseRow;
  readonly configuration: CrawlerConfiguration;
  readonly updates: "LOG" | "UPDATE_IN_DATABASE";
  readonly deletions: "LOG" | "DELETE_FROM_DATABASE" | "DEPRECATE_IN_DATABASE";
  /** ARN under which new tables are made. */
  readonly createdBy: string;
}

/** Makes or updates the table in one transaction with the run's counts: a crawl that runs again counts nothing twice. */
export async function applyTable(context: GlueContext, table: CrawledTable, plan: ApplyPlan): Promise<FoundTable> {
  const { crawl, database } = plan;
  const time = new Date(context.clock.now());
  return context.keyvalue.transact(async (transaction) => {
    const known = await sameTable(transaction, table, plan);
    const stamp = { crawler: crawl.crawler, crawlId: crawl.id, time };
    const input = tableInput({ ...table, name: known.name }, stamp);
    if (known.table === undefined) {
      const stamps = { createTime: time, updateTime: time, createdBy: plan.createdBy };
      const created: TableRow = { id: uuid(), input, version: 0, indexes: [], ...stamps };
      putTable(transaction, crawl.scope, database, created);
      await countChanges(transaction, crawl, { tables: { created: 1 } });
      return { database, table: created };
    }
    return { database, table: await updateTable(context, transaction, known.table, input, plan) };
  });
}

/** The table of that name and location, or a name that is free for it. */
async function sameTable(
  transaction: Transaction,
  { name, location }: CrawledTable,
  { crawl, database }: ApplyPlan,
): Promise<{ readonly name: string; readonly table: TableRow | undefined }> {
  const first = await findTable(transaction, crawl.scope, database, name);
  if (first === undefined || locationOf(first) === withoutSlash(location)) return { name, table: first };
  const other = distinctName(name, location);
  return { name: other, table: await findTable(transaction, crawl.scope, database, other) };
}

const withoutSlash = (location: string): string => location.replace(/\/+$/, "");

export const locationOf = (table: TableRow): string => withoutSlash(table.input.StorageDescriptor?.Location ?? "");

async function updateTable(
  context: GlueContext,
  transaction: Transaction,
  table: TableRow,
  found: TableInputRow,
  plan: ApplyPlan,
): Promise<TableRow> {
  if (plan.updates === "LOG") return table;
  const { crawl, database } = plan;
  const input = mergedDefinition(table.input, found, plan.configuration.mergeNewColumns);
  const changed = definitionChanged(table.input, input);
  if (changed) archiveTable(transaction, crawl.scope, table);
  const updateTime = new Date(context.clock.now());
  let updated = { ...table, input, version: changed ? table.version + 1 : table.version, updateTime };
  if (table.input.PartitionKeys?.length !== input.PartitionKeys?.length) {
    // Partitions with another number of values are of no use to the table: it goes on under a new id, without them.
    await collectLater(context, transaction, { ...crawl.scope, kind: "table", id: table.id });
    updated = { ...updated, id: uuid(), indexes: [] };
  }
  putTable(transaction, crawl.scope, database, updated);
  if (changed) await countChanges(transaction, crawl, { tables: { updated: 1 } });
  return updated;
}
