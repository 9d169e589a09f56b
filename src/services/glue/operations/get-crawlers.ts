// GetCrawlers: all crawlers with their states, in pages.
import type { Operation } from "../context.ts";
import { crawlerView } from "../crawler-view.ts";
import { pageOfCrawlers } from "../store/crawler-pages.ts";

export const getCrawlers: Operation<"GetCrawlers"> = async (input, call) => {
  const { keyvalue, clock } = call.context;
  const { rows, NextToken } = await pageOfCrawlers(call, "GetCrawlers", input);
  const Crawlers = await Promise.all(rows.map((row) => crawlerView(keyvalue, call, row, clock.now())));
  return { Crawlers, ...(NextToken && { NextToken }) };
};
