// What becomes of a stream by itself: CREATING to ACTIVE, DELETING to gone, expired records to free space.
import type { DurableTimer } from "../../kit/jobs.ts";
import type { JobHandler } from "../../kit/service.ts";
import type { Consumer, ConsumerKey, ConsumerRow } from "./consumer.ts";
import type { KinesisContext } from "./context.ts";
import { CREATING_MS, DELETING_MS, TRIM_INTERVAL_MS, UPDATING_MS } from "./limits.ts";
import { horizonMs, type Stream, type StreamKey } from "./stream.ts";
import { applyUpdate } from "./update.ts";

interface Payload {
  readonly key: StreamKey;
  readonly streamId: string;
}

function timer(kind: string, key: StreamKey, streamId: string, dueMs: number): DurableTimer {
  const payload: Payload = { key, streamId };
  return { kind, key: `${key.account}/${key.region}/${key.name}/${streamId}`, dueMs, payload };
}

export const activation = (key: StreamKey, streamId: string, nowMs: number): DurableTimer =>
  timer("activate-stream", key, streamId, nowMs + CREATING_MS);

export const updating = (key: StreamKey, streamId: string, nowMs: number): DurableTimer =>
  timer("update-stream", key, streamId, nowMs + UPDATING_MS);

export const deletion = (key: StreamKey, streamId: string, nowMs: number): DurableTimer =>
  timer("delete-stream", key, streamId, nowMs + DELETING_MS);

const trimming = (key: StreamKey, streamId: string, nowMs: number): DurableTimer =>
  timer("trim-stream", key, streamId, nowMs + TRIM_INTERVAL_MS);

function consumerTimer(kind: string, { key, createdAtMs }: Consumer, dueMs: number): DurableTimer {
  const { account, region, name } = key.stream;
  return { kind, key: `${account}/${region}/${name}/${key.name}/${createdAtMs}`, dueMs, payload: { key, createdAtMs } };
}

export const consumerActivation = (consumer: Consumer, nowMs: number): DurableTimer =>
  consumerTimer("activate-consumer", consumer, nowMs + CREATING_MS);

export const consumerDeletion = (consumer: Consumer, nowMs: number): DurableTimer =>
  consumerTimer("delete-consumer", consumer, nowMs + DELETING_MS);

/** Runs on the consumer that the timer was set for, and not on a later one of the same name. */
const onConsumer =
  (change: (row: ConsumerRow) => ConsumerRow | undefined): JobHandler<KinesisContext> =>
  async ({ payload }, { store }) => {
    const { key, createdAtMs } = payload as { readonly key: ConsumerKey; readonly createdAtMs: number };
    await store.consumers.change(key, (row) => ({ row: row?.createdAtMs === createdAtMs ? change(row) : row }));
  };

/** Runs on the stream that the timer was set for, and not on a later one of the same name. */
const onStream =
  (
    run: (stream: Stream, context: KinesisContext) => ReturnType<JobHandler<KinesisContext>>,
  ): JobHandler<KinesisContext> =>
  async ({ payload }, context) => {
    const { key, streamId } = payload as Payload;
    const stream = await context.store.find(key);
    if (stream?.id === streamId) return run(stream, context);
  };

export const lifecycleJobs: Readonly<Record<string, JobHandler<KinesisContext>>> = {
  "activate-stream": onStream(async (stream, { store, clock }) => {
    if (stream.status !== "CREATING") return;
    await store.openShards(stream);
    await store.change(stream.key, (row) => ({
      row: row.id === stream.id && row.status === "CREATING" ? { ...row, status: "ACTIVE" } : row,
      timer: trimming(stream.key, stream.id, clock.now()),
    }));
  }),

  "activate-consumer": onConsumer((row) => (row.status === "CREATING" ? { ...row, status: "ACTIVE" } : row)),

  "delete-consumer": onConsumer(() => undefined),

  "update-stream": onStream(applyUpdate),

  "delete-stream": onStream(async (stream, { store }) => store.remove(stream)),

  "trim-stream": onStream(async (stream, { store, clock }) => {
    if (stream.status !== "DELETING") await store.trim(stream, horizonMs(stream, clock.now()));
    return { againAtMs: clock.now() + TRIM_INTERVAL_MS };
  }),
};
