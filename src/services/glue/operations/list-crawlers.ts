// ListCrawlers: the names of all crawlers, or of those with the given tags, in pages.
import type { Operation } from "../context.ts";
import { pageOfCrawlers } from "../store/crawler-pages.ts";
import { getTags } from "../store/tags.ts";

export const listCrawlers: Operation<"ListCrawlers"> = async (input, call) => {
  const wanted = Object.entries(input.Tags ?? {});
  const narrowed = wanted.length > 0 ? JSON.stringify(wanted) : "";
  const { rows, NextToken } = await pageOfCrawlers(call, "ListCrawlers", input, narrowed, async (crawler) => {
    if (wanted.length === 0) return true;
    const tags = await getTags(call.context.keyvalue, call, { kind: "crawler", name: crawler.input.Name });
    return wanted.every(([key, value]) => tags[key] === value);
  });
  return { CrawlerNames: rows.map(({ input: { Name } }) => Name), ...(NextToken && { NextToken }) };
};
