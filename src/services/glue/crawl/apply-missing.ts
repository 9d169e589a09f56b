// Deals with the crawler's tables that are gone from its targets.
import type { GlueContext } from "../context.ts";
import { archiveTable, dropTable, findTable, putTable } from "../store/catalog.ts";
import { countChanges } from "../store/crawls.ts";
import { tables, within } from "../store/tables.ts";
import { type ApplyPlan, locationOf } from "./apply.ts";
import { DEPRECATED } from "./definition-changes.ts";

/** `found` holds the names of the tables that the crawl found; `roots` the targets' locations without a slash at the end. */
export async function applyMissingTables(
  context: GlueContext,
  found: ReadonlySet<string>,
  roots: readonly string[],
  plan: ApplyPlan,
): Promise<void> {
  const { crawl, database, deletions } = plan;
  if (deletions === "LOG") return;
  for await (const { row } of tables.scan(context.keyvalue, { prefix: within(crawl.scope, database.id) })) {
    const { Name, Parameters = {} } = row.input;
    const location = locationOf(row);
    const own = Parameters["UPDATED_BY_CRAWLER"] === crawl.crawler && Parameters[DEPRECATED] === undefined;
    const below = roots.some((root) => location === root || location.startsWith(`${root}/`));
    if (own && below && !found.has(Name)) await dropMissing(context, Name, plan);
  }
}

async function dropMissing(context: GlueContext, name: string, plan: ApplyPlan): Promise<void> {
  const { crawl, database, deletions } = plan;
  const now = context.clock.now();
  await context.keyvalue.transact(async (transaction) => {
    const table = await findTable(transaction, crawl.scope, database, name);
    if (table === undefined) return;
    if (deletions === "DELETE_FROM_DATABASE") await dropTable(context, transaction, crawl.scope, { database, table });
    else {
      const Parameters = { ...table.input.Parameters, [DEPRECATED]: String(now) };
      archiveTable(transaction, crawl.scope, table);
      putTable(transaction, crawl.scope, database, {
        ...table,
        input: { ...table.input, Parameters },
        version: table.version + 1,
        updateTime: new Date(now),
      });
    }
    await countChanges(transaction, crawl, { tables: { deleted: 1 } });
  });
}
