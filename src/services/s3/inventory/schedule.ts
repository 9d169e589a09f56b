// The job that writes inventories: daily ones at every midnight UTC of the platform's clock, weekly ones on Sundays. Documented.
import type { ServiceHost } from "../../../engines/host.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { unlessRefused } from "../delivery.ts";
import { dayOf, nextMidnight } from "../midnight.ts";
import { findBucket } from "../store/buckets.ts";
import { everyConfiguration } from "../store/configuration-rows.ts";
import { writeInventory } from "./report.ts";

const INVENTORY = "inventory";
const WEEK_DAYS = 7;
/** 1970-01-01 was a Thursday. */
const FIRST_SUNDAY = 3;

export const scheduleInventory = (host: ServiceHost): Promise<void> =>
  host.jobs.ensure({ kind: INVENTORY, key: "", dueMs: nextMidnight(host.clock.now()) });

/** A destination that refuses its file has none this time, as at AWS. */
const inventories: JobHandler<S3Context> = async ({ dueMs, signal }, context) => {
  const nowMs = context.clock.now();
  const hasSunday = passesSunday(dueMs, nowMs);
  for await (const { bucket: name, document } of everyConfiguration(context.keyvalue, "inventory")) {
    if (signal.aborted) return { againAtMs: nowMs };
    const { IsEnabled, Schedule } = document;
    if (IsEnabled !== true || (Schedule?.Frequency === "Weekly" && !hasSunday)) continue;
    const bucket = await findBucket(context.keyvalue, name);
    if (bucket !== undefined) await unlessRefused(() => writeInventory(context, bucket, document, signal));
  }
  return { againAtMs: nextMidnight(nowMs) };
};

/** Whether a Sunday lies between, both ends included: the clock may have been moved over it. */
function passesSunday(fromMs: number, toMs: number): boolean {
  const [from, to] = [dayOf(Math.min(fromMs, toMs)), dayOf(toMs)];
  const next = from + ((((FIRST_SUNDAY - from) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS);
  return next <= to;
}

export const inventoryJobs = { [INVENTORY]: inventories };
