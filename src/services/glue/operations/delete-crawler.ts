// DeleteCrawler: forgets a crawler, its schedule and its history; not while it runs.
import type { Operation } from "../context.ts";
import { crawlerNotFound, deleteWhileRunning } from "../errors.ts";
import { unschedule } from "../schedules.ts";
import { requireCrawler } from "../store/crawls.ts";
import { crawlers, crawls, within } from "../store/tables.ts";
import { dropTags } from "../store/tags.ts";

export const deleteCrawler: Operation<"DeleteCrawler"> = async ({ Name }, call) => {
  const { context } = call;
  await context.keyvalue.transact(async (transaction) => {
    const { running } = await requireCrawler(transaction, call, Name, crawlerNotFound);
    if (running) throw deleteWhileRunning();
    crawlers.delete(transaction, within(call, Name));
    for await (const { key } of crawls.scan(transaction, { prefix: within(call, Name) }))
      crawls.delete(transaction, key);
    dropTags(transaction, call, { kind: "crawler", name: Name });
    await unschedule(context, transaction, call, Name);
  });
  return {};
};
