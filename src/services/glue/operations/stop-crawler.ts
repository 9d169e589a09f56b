// StopCrawler: ends a run that has not begun to write its results.
import type { Operation } from "../context.ts";
import { crawlerNotFound, crawlerNotRunning, crawlerStopping } from "../errors.ts";
import { requireCrawler } from "../store/crawls.ts";
import { crawlers, within } from "../store/tables.ts";

export const stopCrawler: Operation<"StopCrawler"> = async ({ Name }, call) => {
  await call.context.keyvalue.transact(async (transaction) => {
    const crawler = await requireCrawler(transaction, call, Name, crawlerNotFound);
    if (crawler.running === undefined) throw crawlerNotRunning(Name);
    if (crawler.phase !== "crawling") throw crawlerStopping(Name);
    crawlers.put(transaction, within(call, Name), { ...crawler, phase: "stopped" });
  });
  return {};
};
