// Reads events in the order of their times, forwards or backwards, of one stream or of a group. Chunks are opened as late as can be.
import { type ChunkRef, minuteOf, unpackChunk } from "./chunk.ts";
import type { GroupEncryption } from "./encryption.ts";
import { comparePositions, type Position, type StoredEvent } from "./event.ts";
import type { Group } from "./group.ts";
import type { ChunkStore } from "./store/chunks.ts";
import { OpenChunks } from "./open-chunks.ts";
import { aboutChunk } from "./writer.ts";

export interface ReadOptions {
  /** Undefined: of all streams. */
  readonly streamId?: string | undefined;
  /** Leaves the others out. */
  readonly streamIds?: ReadonlySet<string> | undefined;
  /** Epoch ms; inclusive, and exclusive. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** Begins behind it, in the direction of reading. */
  readonly after?: Position | undefined;
  readonly isBackward?: boolean;
}

const BATCH_EVENTS = 500;

export class Reader {
  readonly #chunks: ChunkStore;
  readonly #encryption: GroupEncryption;

  constructor(chunks: ChunkStore, encryption: GroupEncryption) {
    this.#chunks = chunks;
    this.#encryption = encryption;
  }

  /** In batches: a step of a generator for each event would cost more than the event. */
  async *read(group: Group, options: ReadOptions): AsyncGenerator<readonly StoredEvent[]> {
    const { isBackward = false, after } = options;
    const fromMs = isBackward ? options.fromMs : Math.max(options.fromMs, after?.timestampMs ?? 0);
    const lastMs = Math.min(options.untilMs - 1, (isBackward && after?.timestampMs) || Infinity);
    if (lastMs < fromMs) return;
    const minutes = {
      fromMs: minuteOf(fromMs),
      toMs: lastMs === Infinity ? Number.MAX_SAFE_INTEGER - 1 : minuteOf(lastMs),
      isBackward,
    };
    const { account, region } = group.key;
    const scope = { account, region, groupId: group.id, streamId: options.streamId };
    let refs: ChunkRef[] = [];
    for await (const ref of this.#chunks.list(scope, minutes)) {
      if (ref.minuteMs !== refs[0]?.minuteMs) {
        yield* this.#merged(group, refs, options);
        refs = [];
      }
      if (ref.lastMs < fromMs || ref.firstMs > lastMs || options.streamIds?.has(ref.streamId) === false) continue;
      refs.push(ref);
    }
    yield* this.#merged(group, refs, options);
  }

  /** The events of a minute's chunk, by its place; empty when it was removed meanwhile. */
  async eventsOf(
    group: Pick<Group, "key" | "id">,
    ref: Pick<ChunkRef, "streamId" | "minuteMs" | "order" | "ingestionMs">,
  ): Promise<StoredEvent[]> {
    const body = await this.#chunks.body(group.key, ref);
    if (!body) return [];
    const { dataKeyId } = body;
    const key = dataKeyId === undefined ? undefined : await this.#encryption.openingKey(group, dataKeyId);
    const { streamId, order, ingestionMs } = ref;
    const events = await unpackChunk(body, key, aboutChunk(ref));
    return events.map((event, index) => ({ ...event, order, index, ingestionMs, streamId }));
  }

  /** Of the chunks of one minute. */
  async *#merged(
    group: Group,
    refs: readonly ChunkRef[],
    options: ReadOptions,
  ): AsyncGenerator<readonly StoredEvent[]> {
    const { isBackward = false } = options;
    // The first to come last, so that it can be popped.
    const waiting = refs.toSorted((a, b) =>
      isBackward ? a.lastMs - b.lastMs || a.order - b.order : b.firstMs - a.firstMs || b.order - a.order,
    );
    const open = new OpenChunks(isBackward);
    let batch: StoredEvent[] = [];
    for (;;) {
      const { next } = open;
      const coming = waiting.at(-1);
      if (coming && (!next || !isBefore(next, coming, isBackward))) {
        waiting.pop();
        open.add(await this.#wanted(group, coming, options));
        continue;
      }
      if (!next) break;
      batch.push(next);
      open.pop();
      if (batch.length < BATCH_EVENTS) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  async #wanted(
    group: Group,
    ref: ChunkRef,
    { fromMs, untilMs, after, isBackward = false }: ReadOptions,
  ): Promise<StoredEvent[]> {
    const events = await this.eventsOf(group, ref);
    const sign = isBackward ? -1 : 1;
    const wanted = events.filter(
      (event) =>
        event.timestampMs >= fromMs &&
        event.timestampMs < untilMs &&
        (!after || comparePositions(event, after) * sign > 0),
    );
    return isBackward ? wanted : wanted.toReversed();
  }
}

/** Whether the event comes before everything in the chunk. */
const isBefore = ({ timestampMs, order }: StoredEvent, ref: ChunkRef, isBackward: boolean): boolean =>
  isBackward
    ? timestampMs > ref.lastMs || (timestampMs === ref.lastMs && order > ref.order)
    : timestampMs < ref.firstMs || (timestampMs === ref.firstMs && order < ref.order);
