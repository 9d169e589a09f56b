// ListCrawls: a crawler's runs, the newest first, those that pass the filters, in pages.
import type { CrawlerHistory } from "@aws-sdk/client-glue";
import type { Operation } from "../context.ts";
import { crawlFilter } from "../crawl-filter.ts";
import { crawlView } from "../crawler-view.ts";
import { PAGE_ENTRIES } from "../limits.ts";
import { pageOf } from "../scope.ts";
import { requireCrawler } from "../store/crawls.ts";
import { crawls, within } from "../store/tables.ts";

const PAGE_MAX = 1000;

export const listCrawls: Operation<"ListCrawls"> = async ({ CrawlerName, Filters = [], ...paging }, call) => {
  const { keyvalue } = call.context;
  await requireCrawler(keyvalue, call, CrawlerName);
  const passes = crawlFilter(Filters);
  const listing = ["ListCrawls", CrawlerName, JSON.stringify(Filters)];
  const limits = { ...paging, MaxResults: paging.MaxResults ?? PAGE_ENTRIES.crawls };
  const page = pageOf<[number, string]>(call, listing, limits, PAGE_MAX);
  const prefix = within(call, CrawlerName);
  const after = page.after === undefined ? {} : { after: [...prefix, ...page.after] };
  const found: CrawlerHistory[] = [];
  let last: [number, string] = [0, ""];
  for await (const { row } of crawls.scan(keyvalue, { prefix, ...after, reverse: true })) {
    if (!passes(row)) continue;
    if (found.length === page.limit) return { Crawls: found, NextToken: page.token(last) };
    found.push(crawlView(CrawlerName, row));
    last = [row.startTime.getTime(), row.id];
  }
  return { Crawls: found };
};
