// The evaluation of days that are over: what lay in which storage class and age group when they ended.
import type { AnalyticsConfiguration } from "@aws-sdk/client-s3";
import { chooses, filterPrefix } from "../configurations/filter.ts";
import type { S3Context } from "../context.ts";
import { ANALYSIS_CATCH_UP_DAYS_MAX, DAY_MS } from "../limits.ts";
import { dayOf } from "../midnight.ts";
import { type AnalysedDay, type AnalysisRow, keepDays } from "../store/analytics.ts";
import { isDeleteMarker } from "../store/tables.ts";
import { scanVersions } from "../store/versions.ts";
import { ageGroupOf } from "./age-groups.ts";
import { addTo } from "./amounts.ts";

/**
 * All versions count, in the class that they have now. Days that the clock jumped over are evaluated with what lies there now, as far as
 * the limit goes back.
 */
export async function evaluate(
  context: S3Context,
  bucket: string,
  { Id = "", Filter }: AnalyticsConfiguration,
  analysis: AnalysisRow,
  signal: AbortSignal,
): Promise<void> {
  const today = dayOf(context.clock.now());
  const days: AnalysedDay[] = [];
  for (let day = Math.max(analysis.nextDay, today - ANALYSIS_CATCH_UP_DAYS_MAX); day < today; day++)
    days.push({ day, amounts: {} });
  if (days.length === 0) return;
  const prefix = filterPrefix(Filter);
  for await (const { name: key, row: listed } of scanVersions(context, bucket, { from: prefix }, Infinity)) {
    if (signal.aborted) return;
    if (!key.startsWith(prefix)) break;
    const { version } = listed;
    if (isDeleteMarker(version) || !chooses(Filter, key, version.tags)) continue;
    const { storageClass, sizeBytes, lastModified } = version;
    for (const { day, amounts } of days) {
      const endMs = (day + 1) * DAY_MS;
      if (lastModified.getTime() >= endMs) continue;
      const group = ageGroupOf(lastModified, sizeBytes, endMs - 1);
      addTo(amounts, storageClass, group, { objects: 1, storedBytes: sizeBytes });
    }
  }
  await keepDays(context, bucket, Id, analysis, days);
}
