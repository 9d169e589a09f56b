// The job that carries out lifecycle rules, once a day at midnight UTC of the virtual clock.
import type { ServiceHost } from "../../../engines/host.ts";
import { nextTurn } from "../../../kit/clock.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { SWEEP_PAGE_MAX, SWEEP_PARALLEL_MAX } from "../limits.ts";
import { nextMidnight } from "../midnight.ts";
import { findBucket } from "../store/buckets.ts";
import {
  bucketsWithLifecycle,
  expireCurrent,
  expireMarker,
  expireNoncurrent,
  lifecycleOf,
  moveToClass,
  type Target,
} from "../store/lifecycle.ts";
import { isDeleteMarker } from "../store/tables.ts";
import { abortUpload, scanUploads } from "../store/uploads.ts";
import { type ListedVersion, scanVersions, type VersionStart } from "../store/versions.ts";
import {
  abortOf,
  expiryOf,
  isMarkerDue,
  type Noncurrent,
  noncurrentAfter,
  noncurrentExpiryMs,
  transitionOf,
} from "./due.ts";
import type { LifecycleSetting } from "./rule.ts";

const SWEEP = "lifecycle";

export const scheduleLifecycle = (host: ServiceHost): Promise<void> =>
  host.jobs.ensure({ kind: SWEEP, key: "", dueMs: nextMidnight(host.clock.now()) });

/** Idempotent: whatever a run that broke off left is still due at the next. */
const sweep: JobHandler<S3Context> = async ({ signal }, context) => {
  const nowMs = context.clock.now();
  for await (const name of bucketsWithLifecycle(context)) {
    const bucket = await findBucket(context.keyvalue, name);
    const setting = bucket && (await lifecycleOf(context, bucket));
    if (setting === undefined) continue;
    await sweepVersions(context, name, setting, nowMs, signal);
    await sweepUploads(context, name, setting, nowMs, signal);
    if (signal.aborted) return { againAtMs: nowMs };
  }
  return { againAtMs: nextMidnight(nowMs) };
};

/** One version, with what is known of the newer ones of its key. */
interface Placed extends Target {
  /** Undefined for the latest. */
  readonly noncurrent: Noncurrent | undefined;
}

async function sweepVersions(
  context: S3Context,
  bucket: string,
  setting: LifecycleSetting,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  let start: VersionStart = { from: "" };
  let last: Placed | undefined;
  for (;;) {
    const page: { name: string; row: ListedVersion }[] = [];
    for await (const listed of scanVersions(context, bucket, start, SWEEP_PAGE_MAX)) {
      page.push(listed);
      if (page.length === SWEEP_PAGE_MAX) break;
    }
    const actions: Action[] = [];
    for (const { name: key, row: listed } of page) {
      const newer: Placed | undefined = last?.key === key ? last : undefined;
      if (newer === undefined && last !== undefined) actions.push(...markerAction(context, last, setting, nowMs));
      last = { bucket, key, row: listed.version, noncurrent: newer && noncurrentAfter(newer, listed.version) };
      actions.push(...actionsOf(context, last, setting, nowMs));
    }
    await perform(actions);
    const end = page.at(-1);
    if (signal.aborted) return;
    if (end === undefined || page.length < SWEEP_PAGE_MAX) break;
    start = { after: end.name, order: end.row.version.order };
    await nextTurn();
  }
  if (last !== undefined) await perform(markerAction(context, last, setting, nowMs));
}

type Action = () => Promise<void>;

/** Several at a time: what is committed together is synced together. */
async function perform(actions: readonly Action[]): Promise<void> {
  for (let at = 0; at < actions.length; at += SWEEP_PARALLEL_MAX)
    await Promise.all(actions.slice(at, at + SWEEP_PARALLEL_MAX).map((action) => action()));
}

/** The last version of its key, when that is also the latest and a delete marker: it hides nothing. */
function markerAction(context: S3Context, place: Placed, setting: LifecycleSetting, nowMs: number): Action[] {
  const { row, key, noncurrent } = place;
  if (noncurrent !== undefined || !isDeleteMarker(row)) return [];
  return isMarkerDue(setting, key, row.lastModified, nowMs) ? [() => expireMarker(context, place)] : [];
}

function actionsOf(context: S3Context, place: Placed, setting: LifecycleSetting, nowMs: number): Action[] {
  const { row, key, noncurrent } = place;
  const object = isDeleteMarker(row) ? undefined : row;
  // Documented: lifecycle rules wait for replication.
  if (object?.replication === "PENDING" || object?.replication === "FAILED") return [];
  const goesMs = noncurrent && noncurrentExpiryMs(setting, key, object, noncurrent);
  if (noncurrent !== undefined && goesMs !== undefined && goesMs <= nowMs)
    return [() => expireNoncurrent(context, place, noncurrent.since)];
  if (object === undefined) return [];
  const expiry = noncurrent === undefined ? expiryOf(setting, key, object) : undefined;
  if (expiry !== undefined && expiry.atMs <= nowMs) return [() => expireCurrent(context, place)];
  const to = transitionOf(setting, key, object, noncurrent, nowMs);
  return to === undefined ? [] : [() => moveToClass(context, place, to, noncurrent?.since)];
}

async function sweepUploads(
  context: S3Context,
  bucket: string,
  setting: LifecycleSetting,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  for await (const { name: Key, row } of scanUploads(context, bucket, { from: "" }, Infinity)) {
    if (signal.aborted) return;
    const abort = abortOf(setting, Key, row.initiatedAt);
    if (abort !== undefined && abort.atMs <= nowMs)
      await abortUpload(context, { Bucket: bucket, Key, UploadId: row.uploadId });
  }
}

export const lifecycleJobs = { [SWEEP]: sweep };
