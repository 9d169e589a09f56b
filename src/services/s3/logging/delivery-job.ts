// The job that makes log objects of the lines that wait, every few minutes of the platform's clock.
import { Readable } from "node:stream";
import type { ServiceHost } from "../../../engines/host.ts";
import { everyReal } from "../../../kit/clock.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { deliver, unlessRefused } from "../delivery.ts";
import { LOGGING } from "../service-principals.ts";
import { LOG_BATCHES_MAX, LOG_DELIVERY_INTERVAL_MS, LOG_FLUSH_INTERVAL_MS } from "../limits.ts";
import { forgetLines, waitingLines, type WaitingBatch } from "../store/access-logs.ts";
import { logGrants, logKey } from "./log-object.ts";

const DELIVER_LOGS = "deliver-access-logs";

export const scheduleLogDelivery = (host: ServiceHost): Promise<void> =>
  host.jobs.ensure({ kind: DELIVER_LOGS, key: "", dueMs: host.clock.now() + LOG_DELIVERY_INTERVAL_MS });

/** What a crash may lose is what came since the last time. */
export function beginLogFlushing(context: S3Context, { logger, closing }: ServiceHost): void {
  const timer = everyReal(LOG_FLUSH_INTERVAL_MS, () => {
    context.accessLogs
      .flush(context)
      .catch((error: unknown) => logger.warn({ err: error }, "lines of access logs were lost"));
  });
  closing.addEventListener("abort", () => timer.cancel(), { once: true });
}

/** What the target does not take is lost, as at AWS. */
const deliverLogs: JobHandler<S3Context> = async ({ signal }, context) => {
  await context.accessLogs.flush(context);
  const waiting = await waitingLines(context, LOG_BATCHES_MAX);
  for (const batches of together(waiting)) {
    if (signal.aborted) break;
    await unlessRefused(() => deliverOne(context, batches, signal));
    await forgetLines(context, batches);
  }
  const more = waiting.length === LOG_BATCHES_MAX;
  return { againAtMs: context.clock.now() + (more ? 0 : LOG_DELIVERY_INTERVAL_MS) };
};

/** What may stand in one object: lines of the same bucket, day and setting. */
function together(waiting: readonly WaitingBatch[]): Iterable<readonly WaitingBatch[]> {
  const groups = new Map<string, WaitingBatch[]>();
  for (const one of waiting) {
    const { lines: _, ...rest } = one.batch;
    const key = JSON.stringify(rest);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups.values();
}

async function deliverOne(context: S3Context, batches: readonly WaitingBatch[], signal: AbortSignal): Promise<void> {
  const [first] = batches;
  if (first === undefined) return;
  const { bucket: name, account, setting } = first.batch;
  const text = Buffer.from(batches.flatMap(({ batch }) => batch.lines.map((line) => `${line}\n`)).join(""));
  const file = {
    source: { name, account },
    bucket: setting.TargetBucket ?? "",
    key: logKey(first.batch, context.clock.now(), first.key.join("/")),
    body: Readable.from([text], { objectMode: false }),
    sizeBytes: text.length,
    contentType: "text/plain",
    principal: LOGGING,
    grants: logGrants(setting),
  };
  await deliver(context, file, signal);
}

export const loggingJobs = { [DELIVER_LOGS]: deliverLogs };
