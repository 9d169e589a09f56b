// StartCrawler: begins a run.
import type { Operation } from "../context.ts";
import { crawlerNotFound } from "../errors.ts";
import { requireCrawler, startCrawl } from "../store/crawls.ts";

export const startCrawler: Operation<"StartCrawler"> = async ({ Name }, call) => {
  const { context, account, region } = call;
  await context.keyvalue.transact(async (transaction) => {
    const crawler = await requireCrawler(transaction, call, Name, crawlerNotFound);
    await startCrawl(context, transaction, { account, region }, crawler);
  });
  return {};
};
