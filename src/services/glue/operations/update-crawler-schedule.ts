// UpdateCrawlerSchedule: gives a crawler another schedule.
import type { Operation } from "../context.ts";
import { checkSchedule } from "../crawl/crawler-input.ts";
import { crawlerNotFound } from "../errors.ts";
import { reschedule } from "../schedules.ts";
import { requireCrawler } from "../store/crawls.ts";
import type { CrawlerRow } from "../store/rows.ts";
import { crawlers, within } from "../store/tables.ts";

export const updateCrawlerSchedule: Operation<"UpdateCrawlerSchedule"> = async ({ CrawlerName, Schedule }, call) => {
  const { context } = call;
  if (Schedule) checkSchedule(Schedule);
  await context.keyvalue.transact(async (transaction) => {
    const crawler = await requireCrawler(transaction, call, CrawlerName, crawlerNotFound);
    const { Schedule: _, ...input } = crawler.input;
    const row: CrawlerRow = {
      ...crawler,
      input: Schedule ? { ...input, Schedule } : input,
      scheduleState: Schedule ? (crawler.scheduleState ?? "SCHEDULED") : undefined,
      lastUpdated: new Date(context.clock.now()),
      version: crawler.version + 1,
    };
    crawlers.put(transaction, within(call, CrawlerName), row);
    await reschedule(context, transaction, call, row);
  });
  return {};
};
