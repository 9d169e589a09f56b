// StopCrawlerSchedule: stops running a crawler by its schedule.
import type { Operation } from "../context.ts";
import { crawlerNotFound, noSchedule, scheduleNotRunning } from "../errors.ts";
import { reschedule } from "../schedules.ts";
import { requireCrawler } from "../store/crawls.ts";
import type { CrawlerRow } from "../store/rows.ts";
import { crawlers, within } from "../store/tables.ts";

export const stopCrawlerSchedule: Operation<"StopCrawlerSchedule"> = async ({ CrawlerName }, call) => {
  const { context } = call;
  await context.keyvalue.transact(async (transaction) => {
    const crawler = await requireCrawler(transaction, call, CrawlerName, crawlerNotFound);
    if (!crawler.input.Schedule) throw noSchedule(CrawlerName);
    if (crawler.scheduleState !== "SCHEDULED") throw scheduleNotRunning(CrawlerName);
    const row: CrawlerRow = { ...crawler, scheduleState: "NOT_SCHEDULED" };
    crawlers.put(transaction, within(call, CrawlerName), row);
    await reschedule(context, transaction, call, row);
  });
  return {};
};
