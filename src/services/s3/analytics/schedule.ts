// The job of storage class analysis: evaluates and exports at every midnight UTC of the platform's clock.
import type { ServiceHost } from "../../../engines/host.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { unlessRefused } from "../delivery.ts";
import { DAY_MS } from "../limits.ts";
import { nextMidnight } from "../midnight.ts";
import { analysisOf, ensureAnalysis } from "../store/analytics.ts";
import { findBucket } from "../store/buckets.ts";
import { everyConfiguration } from "../store/configuration-rows.ts";
import { evaluate } from "./evaluation.ts";
import { exportAnalysis } from "./export.ts";

const ANALYSIS = "storage-class-analysis";

export const scheduleAnalysis = (host: ServiceHost): Promise<void> =>
  host.jobs.ensure({ kind: ANALYSIS, key: "", dueMs: nextMidnight(host.clock.now()) });

/** Which buckets are analysed. */
export async function loadAnalyses(context: S3Context): Promise<void> {
  for await (const { bucket, document } of everyConfiguration(context.keyvalue, "analytics")) {
    await ensureAnalysis(context, bucket, document);
    context.analyses.put(bucket, document);
  }
}

/** Idempotent: days that are evaluated stay so, and the file holds all of them. */
const analyse: JobHandler<S3Context> = async ({ signal }, context) => {
  const nowMs = context.clock.now();
  await context.analyses.flush(context);
  for await (const { bucket: name, document } of everyConfiguration(context.keyvalue, "analytics")) {
    const bucket = await findBucket(context.keyvalue, name);
    const analysis = await analysisOf(context.keyvalue, name, document.Id ?? "");
    if (bucket === undefined || analysis === undefined) continue;
    await evaluate(context, name, document, analysis, signal);
    if (signal.aborted) return { againAtMs: nowMs };
    // Documented: the first report comes after 24 hours.
    if (nowMs - analysis.since.getTime() >= DAY_MS)
      await unlessRefused(() => exportAnalysis(context, bucket, document, signal));
  }
  return { againAtMs: nextMidnight(nowMs) };
};

export const analysisJobs = { [ANALYSIS]: analyse };
