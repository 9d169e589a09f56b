// What becomes of delivery streams by themselves: deliveries resume after a restart, DELETING becomes gone.
import type { DurableTimer } from "../../kit/jobs.ts";
import type { JobHandler } from "../../kit/service.ts";
import type { FirehoseContext } from "./context.ts";
import { RESUME_MS } from "./limits.ts";
import type { Stream, StreamKey } from "./stream.ts";

interface Payload {
  readonly key: StreamKey;
  readonly streamId: string;
}

/** One timer for all streams: that it opens the service is what resumes them. */
export const resumption = (nowMs: number): DurableTimer => ({ kind: "resume-deliveries", key: "all", dueMs: nowMs });

export function deletion({ id, key }: Stream, nowMs: number): DurableTimer {
  const payload: Payload = { key, streamId: id };
  return { kind: "delete-delivery-stream", key: id, dueMs: nowMs, payload };
}

export const lifecycleJobs: Readonly<Record<string, JobHandler<FirehoseContext>>> = {
  "resume-deliveries": async (_, { pumps, clock }) => {
    const found = await pumps.resume();
    return found ? { againAtMs: clock.now() + RESUME_MS } : undefined;
  },

  "delete-delivery-stream": async ({ payload }, { store, pumps }) => {
    const { key, streamId } = payload as Payload;
    const stream = await store.find(key);
    if (stream?.id !== streamId) return;
    await pumps.stop(stream);
    await store.remove(stream);
  },
};
