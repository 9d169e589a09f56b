// Crawlers' schedules: durable timers at the next time that the cron expression names.
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import { parseAwsCron } from "../../kit/aws-cron.ts";
import type { Job } from "../../kit/service.ts";
import type { GlueContext } from "./context.ts";
import type { Scope } from "./scope.ts";
import { startCrawl } from "./store/crawls.ts";
import type { CrawlerRow } from "./store/rows.ts";
import { crawlers, within } from "./store/tables.ts";

interface ScheduledCrawler extends Scope {
  readonly name: string;
}

const timerKey = ({ account, region }: Scope, name: string): string => `${account}/${region}/${name}`;

/** Sets or takes away the crawler's timer, as its schedule and its state want it. */
export async function reschedule(
  context: GlueContext,
  transaction: Transaction,
  { account, region }: Scope,
  { input, scheduleState }: CrawlerRow,
): Promise<void> {
  const key = timerKey({ account, region }, input.Name);
  const dueMs = scheduleState === "SCHEDULED" ? nextTime(context, input.Schedule) : undefined;
  if (dueMs === undefined) return context.jobs.cancel("schedule", key, transaction);
  const payload: ScheduledCrawler = { account, region, name: input.Name };
  await context.jobs.schedule({ kind: "schedule", key, dueMs, payload }, transaction);
}

export const unschedule = (context: GlueContext, transaction: Transaction, scope: Scope, name: string): Promise<void> =>
  context.jobs.cancel("schedule", timerKey(scope, name), transaction);

const nextTime = ({ clock }: GlueContext, expression: string | undefined): number | undefined =>
  expression === undefined ? undefined : parseAwsCron(expression)?.next(clock.now());

/** Starts the crawler unless it runs, and waits for the next time. */
export async function runSchedule(job: Job, context: GlueContext): Promise<void | { readonly againAtMs: number }> {
  const scheduled = job.payload as ScheduledCrawler;
  const crawler = await context.keyvalue.transact(async (transaction) => {
    const row = await crawlers.get(transaction, within(scheduled, scheduled.name));
    if (row?.scheduleState !== "SCHEDULED") return undefined;
    if (row.running === undefined) await startCrawl(context, transaction, scheduled, row);
    return row;
  });
  const againAtMs = crawler && nextTime(context, crawler.input.Schedule);
  return againAtMs === undefined ? undefined : { againAtMs };
}
