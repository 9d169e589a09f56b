// GetCrawler: one crawler with its state and last run.
import type { Operation } from "../context.ts";
import { crawlerView } from "../crawler-view.ts";
import { requireCrawler } from "../store/crawls.ts";

export const getCrawler: Operation<"GetCrawler"> = async ({ Name }, call) => {
  const { keyvalue, clock } = call.context;
  const crawler = await requireCrawler(keyvalue, call, Name);
  return { Crawler: await crawlerView(keyvalue, call, crawler, clock.now()) };
};
