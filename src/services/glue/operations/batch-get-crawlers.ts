// BatchGetCrawlers: those of a list of crawlers that are there, and the names of the others.
import type { Crawler } from "@aws-sdk/client-glue";
import type { Operation } from "../context.ts";
import { crawlerView } from "../crawler-view.ts";
import { crawlers, within } from "../store/tables.ts";

export const batchGetCrawlers: Operation<"BatchGetCrawlers"> = async ({ CrawlerNames }, call) => {
  const { keyvalue, clock } = call.context;
  const Crawlers: Crawler[] = [];
  const CrawlersNotFound: string[] = [];
  for (const name of CrawlerNames) {
    const row = await crawlers.get(keyvalue, within(call, name));
    if (row) Crawlers.push(await crawlerView(keyvalue, call, row, clock.now()));
    else CrawlersNotFound.push(name);
  }
  return { Crawlers, CrawlersNotFound };
};
