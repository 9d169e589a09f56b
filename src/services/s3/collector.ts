// Jobs that remove blobs: those that objects let go of, and those that a crash left without a row.
import type { ServiceHost } from "../../engines/host.ts";
import { realNowMs } from "../../kit/clock.ts";
import type { JobHandler } from "../../kit/service.ts";
import type { S3Context } from "./context.ts";
import {
  COLLECTION_INTERVAL_MS,
  COMPLETION_KEPT_MS,
  DISCARDED_BATCH_MAX,
  DISCARDED_BLOB_KEPT_MS,
  ORPHAN_AGE_MIN_MS,
  ORPHAN_CANDIDATES_MAX,
  ORPHAN_SWEEP_INTERVAL_MS,
} from "./limits.ts";
import { removeAbandoned } from "./store/annotations.ts";
import { forgetCompletions } from "./store/completion.ts";
import { removeDiscarded, unnamedBlobs } from "./store/discarded.ts";

const REMOVE_DISCARDED = "remove-discarded-blobs";
const REMOVE_ORPHANS = "remove-orphan-blobs";

/** Sets both timers going; they set themselves again. */
export async function scheduleCollection(host: ServiceHost): Promise<void> {
  const nowMs = host.clock.now();
  await host.jobs.ensure({ kind: REMOVE_DISCARDED, key: "", dueMs: nowMs + COLLECTION_INTERVAL_MS });
  await host.jobs.ensure({ kind: REMOVE_ORPHANS, key: "", dueMs: nowMs + ORPHAN_SWEEP_INTERVAL_MS });
}

const removeDiscardedBlobs: JobHandler<S3Context> = async (_job, context) => {
  const nowMs = context.clock.now();
  await forgetCompletions(context, nowMs - COMPLETION_KEPT_MS, DISCARDED_BATCH_MAX);
  await removeAbandoned(context, DISCARDED_BATCH_MAX);
  const more = await removeDiscarded(context, nowMs - DISCARDED_BLOB_KEPT_MS, DISCARDED_BATCH_MAX);
  return { againAtMs: more ? nowMs : nowMs + COLLECTION_INTERVAL_MS };
};

/**
 * A blob is written before the row that names it; when the process ends between the two, nothing ever names it. Ages are
 * real and not virtual: moving that must not make a blob look old whose row is being written.
 */
const removeOrphanBlobs: JobHandler<S3Context> = async ({ signal }, context) => {
  await removeOrphans(context, realNowMs() - ORPHAN_AGE_MIN_MS, signal);
  return { againAtMs: context.clock.now() + ORPHAN_SWEEP_INTERVAL_MS };
};

/** Removes blobs written before `beforeMs` (real epoch ms) that no row names. */
async function removeOrphans(context: S3Context, beforeMs: number, signal?: AbortSignal): Promise<void> {
  let candidates = new Set<string>();
  const removeUnnamed = async (): Promise<void> => {
    for (const id of await unnamedBlobs(context, candidates)) await context.blobs.delete(id);
    candidates = new Set();
  };
  for await (const { id, writtenAtMs } of context.blobs.list()) {
    if (signal?.aborted) return;
    if (writtenAtMs < beforeMs) candidates.add(id);
    if (candidates.size >= ORPHAN_CANDIDATES_MAX) await removeUnnamed();
  }
  if (candidates.size > 0) await removeUnnamed();
}

export const collectionJobs = {
  [REMOVE_DISCARDED]: removeDiscardedBlobs,
  [REMOVE_ORPHANS]: removeOrphanBlobs,
};
