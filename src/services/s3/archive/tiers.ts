// The job that looks once a day for what Intelligent-Tiering archived since: its bytes are compressed, too.
import type { ServiceHost } from "../../../engines/host.ts";
import { nextTurn } from "../../../kit/clock.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { SWEEP_PAGE_MAX } from "../limits.ts";
import { nextMidnight } from "../midnight.ts";
import { everyConfiguration } from "../store/configuration-rows.ts";
import { isDeleteMarker, type ObjectRow } from "../store/tables.ts";
import { tieringConfigurations } from "../store/tiering.ts";
import { scanVersions } from "../store/versions.ts";
import { accessTier } from "../tiering/access-tier.ts";
import { isArchiveTier } from "../tiering/reading.ts";
import { enqueue, isCompressible } from "./queue.ts";

const COMPRESS_TIERS = "compress-tiers";

export const scheduleTiers = (host: ServiceHost): Promise<void> =>
  host.jobs.ensure({ kind: COMPRESS_TIERS, key: "", dueMs: nextMidnight(host.clock.now()) });

const compressTiers: JobHandler<S3Context> = async ({ signal }, context) => {
  const nowMs = context.clock.now();
  const names = new Set<string>();
  for await (const { bucket } of everyConfiguration(context.keyvalue, "tiering")) names.add(bucket);
  for (const bucket of names) {
    let page: (readonly [key: string, row: ObjectRow])[] = [];
    for await (const archived of archivedIn(context, bucket, nowMs)) {
      if (signal.aborted) return { againAtMs: nowMs };
      if (page.push(archived) < SWEEP_PAGE_MAX) continue;
      await queue(context, bucket, page);
      page = [];
      await nextTurn();
    }
    await queue(context, bucket, page);
  }
  return { againAtMs: nextMidnight(nowMs) };
};

async function* archivedIn(
  context: S3Context,
  bucket: string,
  nowMs: number,
): AsyncIterable<readonly [key: string, row: ObjectRow]> {
  const configurations = await tieringConfigurations(context, bucket);
  for await (const { name: key, row: listed } of scanVersions(context, bucket, { from: "" }, Infinity)) {
    const row = listed.version;
    if (isDeleteMarker(row) || !isCompressible(row)) continue;
    if (isArchiveTier(accessTier(key, row, configurations, nowMs))) yield [key, row];
  }
}

function queue(
  context: S3Context,
  bucket: string,
  page: readonly (readonly [key: string, row: ObjectRow])[],
): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    for (const [key, row] of page) await enqueue(context, transaction, [bucket, key], row);
  });
}

export const tierJobs = { [COMPRESS_TIERS]: compressTiers };
