// Crawlers by name, a page at a time.
import type { Call } from "../../../kit/service.ts";
import type { GlueContext } from "../context.ts";
import { PAGE_ENTRIES } from "../limits.ts";
import { pageOf } from "../scope.ts";
import type { CrawlerRow } from "./rows.ts";
import { crawlers, within } from "./tables.ts";

export interface CrawlerPage {
  readonly rows: readonly CrawlerRow[];
  readonly NextToken: string | undefined;
}

/** `operation` and `narrowed` name the listing; `keep` narrows it. */
export async function pageOfCrawlers(
  call: Call<GlueContext>,
  operation: string,
  input: { readonly NextToken?: string | undefined; readonly MaxResults?: number | undefined },
  narrowed = "",
  keep: (crawler: CrawlerRow) => Promise<boolean> | boolean = () => true,
): Promise<CrawlerPage> {
  const page = pageOf<string>(call, [operation, narrowed], input, PAGE_ENTRIES.crawlers);
  const prefix = within(call);
  const after = page.after === undefined ? {} : { after: [...prefix, page.after] };
  const rows: CrawlerRow[] = [];
  for await (const { row } of crawlers.scan(call.context.keyvalue, { prefix, ...after })) {
    if (!(await keep(row))) continue;
    if (rows.length === page.limit) return { rows, NextToken: page.token(rows.at(-1)?.input.Name ?? "") };
    rows.push(row);
  }
  return { rows, NextToken: undefined };
}
