// What a subscriber to a shard is sent: records as they arrive, a sign of life when none do, the children at its end.
import type { SubscribeToShardEventStream } from "@aws-sdk/client-kinesis";
import type { StoredRecord } from "../../engines/log/log.ts";
import type { Call } from "../../kit/service.ts";
import type { KinesisContext } from "./context.ts";
import { EVENT_RECORDS_MAX, EVENT_SIZE_BYTES_MAX, FAN_OUT_BYTES_PER_SECOND_MAX, HEARTBEAT_MS } from "./limits.ts";
import { describeRecords, sizeOf } from "./records.ts";
import { sequenceNumber, startingSequenceNumber } from "./sequence-number.ts";
import { shardDoesNotExist } from "./errors.ts";
import { childShards, shardId, type Shard } from "./shard.ts";
import type { ReadResult } from "./store.ts";
import { horizonMs, readableShard, visibleShards, type Stream, type StreamKey } from "./stream.ts";
import type { Subscription } from "./subscriptions.ts";

export interface SubscribedShard {
  readonly key: StreamKey;
  readonly streamId: string;
  readonly shardIndex: number;
  /** Of the first record to send. */
  readonly position: number;
  readonly consumerName: string;
}

/** Ends with the subscription; nothing is read ahead of what the client takes. Errors: ResourceNotFoundException, ResourceInUseException. */
export async function* shardEvents(
  subscribed: SubscribedShard,
  subscription: Subscription,
  call: Pick<Call<KinesisContext>, "caller" | "context">,
): AsyncGenerator<SubscribeToShardEventStream> {
  const { context } = call;
  const { signal } = subscription;
  const pace = new Pace(context);
  let { position } = subscribed;
  let quiet = false;
  try {
    while (!signal.aborted) {
      const { stream, shard } = await find(subscribed, context);
      const read = await context.store.read(stream, shard, readingFrom(position, stream, context));
      const last = read.records.at(-1);
      position = last ? last.position + 1 : read.from;
      if (last || !quiet) {
        const Records = await describeRecords(stream, shard, read.records, call);
        const place = placeOf(read, shard, position, context.clock.now());
        const moved = { records: Records.length, bytes: sizeOf(read.records) };
        context.counts.of(stream).pushed(subscribed.consumerName, moved, place.MillisBehindLatest);
        yield { SubscribeToShardEvent: { Records, ...place } };
      }
      if (shard.closed && position >= shard.closed.next) {
        yield { SubscribeToShardEvent: lastEvent(stream, shard, context.clock.now()) };
        return;
      }
      if (last) await pace.after(read.records, signal);
      else quiet = await arrived(stream, shard, position, signal, context);
    }
    if (subscription.error) throw subscription.error;
  } finally {
    subscription.end();
  }
}

async function find(
  { key, streamId, shardIndex }: SubscribedShard,
  { store, clock }: KinesisContext,
): Promise<{ stream: Stream; shard: Shard }> {
  const stream = await store.find(key);
  const shard = stream && readableShard(stream, shardIndex, clock.now());
  if (!stream || !shard || stream.id !== streamId) throw shardDoesNotExist(shardId(shardIndex), key);
  return { stream, shard };
}

const readingFrom = (from: number, stream: Stream, { clock }: KinesisContext) => ({
  from,
  sinceMs: horizonMs(stream, clock.now()),
  recordsMax: EVENT_RECORDS_MAX,
  sizeMaxBytes: EVENT_SIZE_BYTES_MAX,
});

const placeOf = ({ records, next }: ReadResult, shard: Shard, position: number, nowMs: number) => {
  const last = records.at(-1);
  return {
    ContinuationSequenceNumber: continuation(shard, position, last, nowMs),
    MillisBehindLatest: last && position < next ? Math.max(0, nowMs - last.timestampMs) : 0,
  };
};

/** AFTER it, reading goes on at `position`. */
function continuation(shard: Shard, position: number, last: StoredRecord | undefined, nowMs: number): string {
  if (last) return sequenceNumber(shard, last.position, last.timestampMs);
  return position === 0 ? startingSequenceNumber(shard) : sequenceNumber(shard, position - 1, nowMs);
}

/** Without a number: the Kinesis Client Library takes that for the shard's end. */
const lastEvent = (stream: Stream, shard: Shard, nowMs: number) => ({
  Records: [],
  ContinuationSequenceNumber: undefined,
  MillisBehindLatest: 0,
  ChildShards: childShards(visibleShards(stream, nowMs), shard),
});

/** True when there is something to see at or after `position`; false when the shard was quiet for long. */
async function arrived(
  stream: Stream,
  shard: Shard,
  position: number,
  signal: AbortSignal,
  { store, clock }: KinesisContext,
): Promise<boolean> {
  const waiting = new AbortController();
  const stop = (): void => waiting.abort();
  const heartbeat = clock.at(clock.now() + HEARTBEAT_MS, stop);
  signal.addEventListener("abort", stop, { once: true });
  try {
    await store.waitFor(stream, shard, position, waiting.signal);
    return !waiting.signal.aborted;
  } finally {
    heartbeat.cancel();
    signal.removeEventListener("abort", stop);
  }
}

/** Documented: 2 MiB a second for a consumer of a shard, while limits hold. */
class Pace {
  readonly #context: KinesisContext;
  /** When what was sent would have been sent at that rate. Virtual epoch ms. */
  #sentUntilMs = 0;

  constructor(context: KinesisContext) {
    this.#context = context;
  }

  async after(records: readonly StoredRecord[], signal: AbortSignal): Promise<void> {
    const { clock, limitsEnforced } = this.#context;
    if (!limitsEnforced) return;
    const nowMs = clock.now();
    const durationMs = (sizeOf(records) / FAN_OUT_BYTES_PER_SECOND_MAX) * 1000;
    this.#sentUntilMs = Math.max(this.#sentUntilMs, nowMs - 1000) + durationMs;
    if (this.#sentUntilMs > nowMs) await clock.sleep(this.#sentUntilMs - nowMs, signal);
  }
}
