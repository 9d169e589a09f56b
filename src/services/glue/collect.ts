// The job that deletes what stood under a database or table that is gone.
import type { Key } from "../../engines/keyvalue/keyvalue.ts";
import type { Job } from "../../kit/service.ts";
import type { GlueContext } from "./context.ts";
import { COLLECTED_ROWS_MAX } from "./limits.ts";
import { collectLater, type Orphans } from "./store/catalog.ts";
import { partitionColumns, partitions, tables, tableVersions, within } from "./store/tables.ts";

export async function collect(job: Job, context: GlueContext): Promise<void> {
  const orphans = job.payload as Orphans;
  if (orphans.kind === "table") return collectTable(context, orphans, job.signal);
  for await (const { key, row } of tables.scan(context.keyvalue, { prefix: within(orphans, orphans.id) })) {
    job.signal.throwIfAborted();
    const table: Orphans = { ...orphans, kind: "table", id: row.id };
    await context.keyvalue.transact(async (transaction) => {
      tables.delete(transaction, key);
      await collectLater(context, transaction, table);
    });
  }
}

async function collectTable(context: GlueContext, orphans: Orphans, signal: AbortSignal): Promise<void> {
  for (const rows of [tableVersions, partitions, partitionColumns]) {
    const prefix = within(orphans, orphans.id);
    for (let full = true; full;) {
      signal.throwIfAborted();
      const keys: Key[] = [];
      for await (const { key } of rows.scan(context.keyvalue, { prefix, limit: COLLECTED_ROWS_MAX })) keys.push(key);
      await context.keyvalue.transact((transaction) => keys.forEach((key) => rows.delete(transaction, key)));
      full = keys.length === COLLECTED_ROWS_MAX;
    }
  }
}
