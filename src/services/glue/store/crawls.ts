// Crawlers and their runs: from start to end, each change in one transaction.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { uuid } from "../../../kit/ids.ts";
import type { GlueContext } from "../context.ts";
import { crawlerEntryNotFound, crawlerRunning } from "../errors.ts";
import { CRAWLS_KEPT_MAX, CRAWLS_KEPT_MS } from "../limits.ts";
import type { Scope } from "../scope.ts";
import type { CrawlChanges, CrawlerRow, CrawlKey, CrawlRow, TableCounts } from "./rows.ts";
import { crawlers, crawls, within } from "./tables.ts";

/** A run under way. */
export interface RunningCrawl extends CrawlKey {
  readonly scope: Scope;
  readonly crawler: string;
}

const NONE: TableCounts = { created: 0, updated: 0, deleted: 0 };

const crawlKey = ({ scope, crawler, startMs, id }: RunningCrawl): (string | number)[] =>
  within(scope, crawler, startMs, id);

/** Errors: EntityNotFoundException. */
export async function requireCrawler(
  reads: Reads,
  scope: Scope,
  name: string,
  missing: (name: string) => Error = crawlerEntryNotFound,
): Promise<CrawlerRow> {
  const crawler = await crawlers.get(reads, within(scope, name));
  if (crawler === undefined) throw missing(name);
  return crawler;
}

export async function lastCrawl(reads: Reads, scope: Scope, crawler: CrawlerRow): Promise<CrawlRow | undefined> {
  return crawler.last && crawls.get(reads, within(scope, crawler.input.Name, crawler.last.startMs, crawler.last.id));
}

/** Begins a run: its row, the crawler's state and the job that does it. Errors: CrawlerRunningException. */
export async function startCrawl(
  context: GlueContext,
  transaction: Transaction,
  scope: Scope,
  crawler: CrawlerRow,
): Promise<void> {
  if (crawler.running) throw crawlerRunning(crawler.input.Name);
  const startMs = context.clock.now();
  const crawl: RunningCrawl = { scope, crawler: crawler.input.Name, startMs, id: uuid() };
  crawls.put(transaction, crawlKey(crawl), {
    id: crawl.id,
    state: "RUNNING",
    startTime: new Date(startMs),
    endTime: undefined,
    errorMessage: undefined,
    changes: { tables: NONE, partitions: NONE },
  });
  const running = { startMs, id: crawl.id };
  crawlers.put(transaction, within(scope, crawl.crawler), { ...crawler, running, phase: "crawling" });
  await forgetOldCrawls(transaction, crawl);
  const timer = { kind: "crawl", key: crawlKey(crawl).join("/"), dueMs: startMs, payload: crawl };
  await context.jobs.schedule(timer, transaction);
}

/** History ends after a year and a thousand runs. */
async function forgetOldCrawls(transaction: Transaction, { scope, crawler, startMs }: RunningCrawl): Promise<void> {
  const prefix = within(scope, crawler);
  let count = 0;
  for await (const { key } of crawls.scan(transaction, { prefix, reverse: true })) {
    const age = startMs - Number(key[3]);
    if (++count > CRAWLS_KEPT_MAX || age > CRAWLS_KEPT_MS) crawls.delete(transaction, key);
  }
}

/** The crawler while the run is still its current one. */
export async function currentCrawler(reads: Reads, crawl: RunningCrawl): Promise<CrawlerRow | undefined> {
  const crawler = await crawlers.get(reads, within(crawl.scope, crawl.crawler));
  return crawler?.running?.id === crawl.id ? crawler : undefined;
}

/** The crawl has read everything and writes its results. */
export async function markWriting(context: GlueContext, crawl: RunningCrawl): Promise<void> {
  await context.keyvalue.transact(async (transaction) => {
    const crawler = await currentCrawler(transaction, crawl);
    if (crawler) crawlers.put(transaction, within(crawl.scope, crawl.crawler), { ...crawler, phase: "writing" });
  });
}

interface ChangeCounts {
  readonly tables?: Partial<TableCounts>;
  readonly partitions?: Partial<TableCounts>;
}

/** Adds to what the run has changed. */
export async function countChanges(transaction: Transaction, crawl: RunningCrawl, more: ChangeCounts): Promise<void> {
  const row = await crawls.get(transaction, crawlKey(crawl));
  if (row === undefined) return;
  const changes: CrawlChanges = {
    tables: addCounts(row.changes.tables, more.tables),
    partitions: addCounts(row.changes.partitions, more.partitions),
  };
  crawls.put(transaction, crawlKey(crawl), { ...row, changes });
}

const addCounts = (
  counts: TableCounts,
  { created = 0, updated = 0, deleted = 0 }: Partial<TableCounts> = {},
): TableCounts => ({
  created: counts.created + created,
  updated: counts.updated + updated,
  deleted: counts.deleted + deleted,
});

/** The crawler is READY again. */
export async function finishCrawl(
  context: GlueContext,
  crawl: RunningCrawl,
  state: "COMPLETED" | "FAILED" | "STOPPED",
  errorMessage: string | undefined,
): Promise<void> {
  await context.keyvalue.transact(async (transaction) => {
    const row = await crawls.get(transaction, crawlKey(crawl));
    const crawler = await currentCrawler(transaction, crawl);
    if (row === undefined || crawler === undefined) return;
    const endTime = new Date(context.clock.now());
    crawls.put(transaction, crawlKey(crawl), { ...row, state, endTime, errorMessage });
    crawlers.put(transaction, within(crawl.scope, crawl.crawler), {
      ...crawler,
      running: undefined,
      phase: "crawling",
      last: crawler.running,
      tables: addCounts(crawler.tables, row.changes.tables),
    });
  });
}
