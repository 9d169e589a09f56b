// CreateCrawler: a crawler over S3 targets, scheduled at once when it has a schedule.
import type { Operation } from "../context.ts";
import { checkedCrawler } from "../crawl/crawler-input.ts";
import { requireReferences } from "../crawl/references.ts";
import { crawlerExists } from "../errors.ts";
import { reschedule } from "../schedules.ts";
import { scopeOf } from "../scope.ts";
import { crawlers, within } from "../store/tables.ts";
import type { CrawlerRow } from "../store/rows.ts";
import { setTags } from "../store/tags.ts";

export const createCrawler: Operation<"CreateCrawler"> = async ({ Tags, CatalogId, ...request }, call) => {
  const { context } = call;
  const scope = scopeOf(call, CatalogId);
  const input = checkedCrawler(request);
  await requireReferences(call, input);
  const time = new Date(context.clock.now());
  const row: CrawlerRow = {
    input,
    version: 1,
    creationTime: time,
    lastUpdated: time,
    scheduleState: input.Schedule ? "SCHEDULED" : undefined,
    running: undefined,
    phase: "crawling",
    last: undefined,
    tables: { created: 0, updated: 0, deleted: 0 },
  };
  await context.keyvalue.transact(async (transaction) => {
    const key = within(scope, input.Name);
    if (await crawlers.get(transaction, key)) throw crawlerExists(input.Name);
    crawlers.put(transaction, key, row);
    await reschedule(context, transaction, scope, row);
    if (Tags) setTags(transaction, scope, { kind: "crawler", name: input.Name }, Tags);
  });
  return {};
};
