// The durable timers of streams and consumers: what is due when.
import type { DurableTimer } from "../../kit/jobs.ts";
import type { Consumer } from "./consumer.ts";
import { CREATING_MS, DELETING_MS, SCALE_INTERVAL_MS, TRIM_INTERVAL_MS, UPDATING_MS } from "./limits.ts";
import type { StreamKey } from "./stream.ts";

/** Of a stream's timers. */
export interface StreamPayload {
  readonly key: StreamKey;
  readonly streamId: string;
}

function timer(kind: string, key: StreamKey, streamId: string, dueMs: number): DurableTimer {
  const payload: StreamPayload = { key, streamId };
  return { kind, key: `${key.account}/${key.region}/${key.name}/${streamId}`, dueMs, payload };
}

export const activation = (key: StreamKey, streamId: string, nowMs: number): DurableTimer =>
  timer("activate-stream", key, streamId, nowMs + CREATING_MS);

export const updating = (key: StreamKey, streamId: string, nowMs: number): DurableTimer =>
  timer("update-stream", key, streamId, nowMs + UPDATING_MS);

export const deletion = (key: StreamKey, streamId: string, nowMs: number): DurableTimer =>
  timer("delete-stream", key, streamId, nowMs + DELETING_MS);

export const trimming = (key: StreamKey, streamId: string, nowMs: number): DurableTimer =>
  timer("trim-stream", key, streamId, nowMs + TRIM_INTERVAL_MS);

function consumerTimer(kind: string, { key, createdAtMs }: Consumer, dueMs: number): DurableTimer {
  const { account, region, name } = key.stream;
  return { kind, key: `${account}/${region}/${name}/${key.name}/${createdAtMs}`, dueMs, payload: { key, createdAtMs } };
}

export const consumerActivation = (consumer: Consumer, nowMs: number): DurableTimer =>
  consumerTimer("activate-consumer", consumer, nowMs + CREATING_MS);

export const consumerDeletion = (consumer: Consumer, nowMs: number): DurableTimer =>
  consumerTimer("delete-consumer", consumer, nowMs + DELETING_MS);

export const scaling = (key: StreamKey, streamId: string, nowMs: number): DurableTimer =>
  timer("scale-stream", key, streamId, nowMs + SCALE_INTERVAL_MS);
