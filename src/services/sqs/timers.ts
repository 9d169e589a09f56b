// The durable timers of queues: what is due when.
import type { DurableTimer } from "../../kit/jobs.ts";
import { EXPIRY_INTERVAL_MS } from "./limits.ts";
import type { Queue, QueueKey } from "./queue.ts";

export interface QueuePayload {
  readonly key: QueueKey;
  readonly queueId: string;
}

const keyOf = ({ account, region, name }: QueueKey, id: string): string => `${account}/${region}/${name}/${id}`;

export function expiry(key: QueueKey, queueId: string, nowMs: number): DurableTimer {
  const payload: QueuePayload = { key, queueId };
  return { kind: "expire-messages", key: keyOf(key, queueId), dueMs: nowMs + EXPIRY_INTERVAL_MS, payload };
}

/** The queue's row is gone by then: the timer carries it. */
export const removal = (queue: Queue, nowMs: number): DurableTimer => ({
  kind: "remove-messages",
  key: keyOf(queue.key, queue.id),
  dueMs: nowMs,
  payload: queue,
});

export interface MovePayload {
  readonly key: QueueKey;
  readonly startedMs: number;
}

export function moving(key: QueueKey, startedMs: number, dueMs: number): DurableTimer {
  const payload: MovePayload = { key, startedMs };
  return { kind: "move-messages", key: keyOf(key, String(startedMs)), dueMs, payload };
}
