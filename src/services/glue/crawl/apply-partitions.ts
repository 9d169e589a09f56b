// Writes the partitions that a crawl found, in batches, and deals with those that are gone.
import type { GlueContext } from "../context.ts";
import type { FoundTable } from "../store/catalog.ts";
import { countChanges } from "../store/crawls.ts";
import { ColumnsReader, deletePartition, getPartition, putPartition, scanPartitions } from "../store/partitions.ts";
import type { PartitionInputRow } from "../store/inputs.ts";
import type { ApplyPlan } from "./apply.ts";
import { DEPRECATED, partitionChanged } from "./definition-changes.ts";
import type { FileSchema } from "./file-schema.ts";
import { type CrawledPartition, type CrawledTable, partitionInput } from "./table-definition.ts";

/** Partitions of one transaction. Ours. */
const BATCH_PARTITIONS = 200;

/** `checkpoint` is called between batches. */
export async function applyPartitions(
  context: GlueContext,
  crawled: CrawledTable,
  found: FoundTable,
  plan: ApplyPlan,
  checkpoint: () => Promise<void>,
): Promise<void> {
  if (found.table.input.PartitionKeys?.length !== crawled.partitionKeys.length) return;
  for (let at = 0; at < crawled.partitions.length; at += BATCH_PARTITIONS) {
    await checkpoint();
    await applyBatch(context, crawled.partitions.slice(at, at + BATCH_PARTITIONS), crawled.schema, found, plan);
  }
  await applyMissing(context, crawled.partitions, found, plan, checkpoint);
}

async function applyBatch(
  context: GlueContext,
  partitions: readonly CrawledPartition[],
  tableSchema: FileSchema,
  { table }: FoundTable,
  plan: ApplyPlan,
): Promise<void> {
  const { crawl, configuration, updates } = plan;
  const time = new Date(context.clock.now());
  await context.keyvalue.transact(async (transaction) => {
    const columns = new ColumnsReader(transaction, crawl.scope, table.id);
    const counts = { created: 0, updated: 0 };
    for (const partition of partitions) {
      const schema = configuration.partitionsInherit ? inherited(partition.schema, tableSchema) : partition.schema;
      const input = inheritedDescriptor(partitionInput(partition, schema, time), table.input, plan);
      const known = await getPartition(transaction, crawl.scope, table.id, partition.values);
      if (known && updates === "LOG") continue;
      const before = known && withColumns(known.input, await columns.columnsOf(known));
      const changed = before === undefined || partitionChanged(before, input);
      if (before === undefined) counts.created++;
      else if (changed) counts.updated++;
      else continue;
      await putPartition(transaction, crawl.scope, table.id, input, known?.creationTime ?? time);
    }
    if (counts.created + counts.updated > 0) await countChanges(transaction, crawl, { partitions: counts });
  });
}

const inherited = (own: FileSchema, table: FileSchema): FileSchema => ({ ...table, compression: own.compression });

/** InheritFromTable: columns, formats and SerDe as the catalog's table has them, whoever wrote them. */
function inheritedDescriptor(
  input: PartitionInputRow,
  { StorageDescriptor: table }: FoundTable["table"]["input"],
  { configuration }: ApplyPlan,
): PartitionInputRow {
  if (!configuration.partitionsInherit || !table) return input;
  const { Columns, InputFormat, OutputFormat, SerdeInfo } = table;
  const from = { Columns, InputFormat, OutputFormat, SerdeInfo };
  return { ...input, StorageDescriptor: { ...input.StorageDescriptor, ...from } };
}

const withColumns = (
  input: PartitionInputRow,
  columns: Awaited<ReturnType<ColumnsReader["columnsOf"]>>,
): PartitionInputRow => ({
  ...input,
  StorageDescriptor: { ...input.StorageDescriptor, ...(columns && { Columns: [...columns] }) },
});

async function applyMissing(
  context: GlueContext,
  partitions: readonly CrawledPartition[],
  { table }: FoundTable,
  plan: ApplyPlan,
  checkpoint: () => Promise<void>,
): Promise<void> {
  if (plan.deletions === "LOG") return;
  const here = new Set(partitions.map(({ values }) => JSON.stringify(values)));
  let missing: (readonly string[])[] = [];
  for await (const { row } of scanPartitions(context.keyvalue, plan.crawl.scope, table.id)) {
    const values = row.input.Values ?? [];
    if (here.has(JSON.stringify(values)) || row.input.Parameters?.[DEPRECATED]) continue;
    missing.push(values);
    if (missing.length < BATCH_PARTITIONS) continue;
    await checkpoint();
    await dropBatch(context, missing, table.id, plan);
    missing = [];
  }
  if (missing.length > 0) await dropBatch(context, missing, table.id, plan);
}

async function dropBatch(
  context: GlueContext,
  missing: readonly (readonly string[])[],
  tableId: string,
  { crawl, deletions }: ApplyPlan,
): Promise<void> {
  const now = context.clock.now();
  await context.keyvalue.transact(async (transaction) => {
    const columns = new ColumnsReader(transaction, crawl.scope, tableId);
    for (const values of missing) {
      const row = await getPartition(transaction, crawl.scope, tableId, values);
      if (row === undefined) continue;
      if (deletions === "DELETE_FROM_DATABASE") deletePartition(transaction, crawl.scope, tableId, values);
      else {
        const input = withColumns(row.input, await columns.columnsOf(row));
        const Parameters = { ...input.Parameters, [DEPRECATED]: String(now) };
        await putPartition(transaction, crawl.scope, tableId, { ...input, Parameters }, row.creationTime);
      }
    }
    await countChanges(transaction, crawl, { partitions: { deleted: missing.length } });
  });
}
