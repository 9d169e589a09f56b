// UpdateCrawler: replaces the given parts of a crawler's definition; not while it runs.
import type { Operation } from "../context.ts";
import { checkedCrawler } from "../crawl/crawler-input.ts";
import { requireReferences } from "../crawl/references.ts";
import { updateWhileRunning } from "../errors.ts";
import { reschedule } from "../schedules.ts";
import { scopeOf } from "../scope.ts";
import { requireCrawler } from "../store/crawls.ts";
import type { CrawlerInput } from "../store/inputs.ts";
import type { CrawlerRow } from "../store/rows.ts";
import { crawlers, within } from "../store/tables.ts";

export const updateCrawler: Operation<"UpdateCrawler"> = async ({ CatalogId, ...changes }, call) => {
  const { context } = call;
  const scope = scopeOf(call, CatalogId);
  const merged = (crawler: CrawlerRow): CrawlerInput => checkedCrawler({ ...crawler.input, ...changes });
  await requireReferences(call, merged(await requireCrawler(context.keyvalue, scope, changes.Name)));
  await context.keyvalue.transact(async (transaction) => {
    const crawler = await requireCrawler(transaction, scope, changes.Name);
    if (crawler.running) throw updateWhileRunning();
    const input = merged(crawler);
    const scheduleState = input.Schedule ? (changes.Schedule ? "SCHEDULED" : crawler.scheduleState) : undefined;
    const lastUpdated = new Date(context.clock.now());
    const row: CrawlerRow = { ...crawler, input, version: crawler.version + 1, lastUpdated, scheduleState };
    crawlers.put(transaction, within(scope, input.Name), row);
    await reschedule(context, transaction, scope, row);
  });
  return {};
};
