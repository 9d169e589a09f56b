// What becomes of a stream by itself: CREATING to ACTIVE, DELETING to gone, expired records to free space.
import type { JobHandler } from "../../kit/service.ts";
import type { ConsumerKey, ConsumerRow } from "./consumer.ts";
import type { KinesisContext } from "./context.ts";
import { DATA_KEY_LIFE_MS, TRIM_INTERVAL_MS } from "./limits.ts";
import { scaleOnDemand } from "./on-demand.ts";
import type { KinesisStore } from "./store.ts";
import { horizonMs, type Stream } from "./stream.ts";
import { scaling, trimming, type StreamPayload } from "./timers.ts";
import { applyUpdate } from "./update.ts";

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
    const { key, streamId } = payload as StreamPayload;
    const stream = await context.store.find(key);
    if (stream?.id === streamId) return run(stream, context);
  };

export const lifecycleJobs: Readonly<Record<string, JobHandler<KinesisContext>>> = {
  "activate-stream": onStream(async (stream, { store, clock }) => {
    if (stream.status !== "CREATING") return;
    await store.openShards(stream);
    await store.change(stream.key, (row) => ({
      row: row.id === stream.id && row.status === "CREATING" ? { ...row, status: "ACTIVE" } : row,
      timers: [
        trimming(stream.key, stream.id, clock.now()),
        ...(row.mode === "ON_DEMAND" ? [scaling(stream.key, stream.id, clock.now())] : []),
      ],
    }));
  }),

  "activate-consumer": onConsumer((row) => (row.status === "CREATING" ? { ...row, status: "ACTIVE" } : row)),

  "delete-consumer": onConsumer(() => undefined),

  "update-stream": onStream(applyUpdate),

  "scale-stream": onStream(scaleOnDemand),

  "delete-stream": onStream(async (stream, { store }) => store.remove(stream)),

  "trim-stream": onStream(async (stream, { store, clock }) => {
    if (stream.status !== "DELETING") await trim(stream, horizonMs(stream, clock.now()), store);
    return { againAtMs: clock.now() + TRIM_INTERVAL_MS };
  }),
};

/** Gives back what expired records took. */
async function trim(stream: Stream, beforeMs: number, store: KinesisStore): Promise<void> {
  await store.trim(stream, beforeMs);
  await store.dataKeys.forget(stream, beforeMs - DATA_KEY_LIFE_MS);
}
