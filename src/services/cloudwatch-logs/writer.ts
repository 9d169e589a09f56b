// Writes batches of events: those that come while a transaction runs share the next one. Acknowledged when on disk.
import type { ServiceHost } from "../../engines/host.ts";
import { type ChunkBody, type ChunkRef, byMinute, minuteOf, packChunk, sizeOf } from "./chunk.ts";
import type { GroupEncryption } from "./encryption.ts";
import { groupNotFound, streamNotFound, throttled } from "./errors.ts";
import type { LogEvent } from "./event.ts";
import type { Group } from "./group.ts";
import { WAITING_BYTES_MAX, WRITTEN_BYTES_MAX, WRITTEN_CHUNKS_MAX } from "./limits.ts";
import { putChunk } from "./store/chunks.ts";
import { putDelivery } from "./store/deliveries.ts";
import { addUsage, isThere } from "./store/groups.ts";
import { noteEvents } from "./store/streams.ts";
import type { Stream } from "./stream.ts";

export interface Batch {
  readonly group: Group;
  readonly stream: Stream;
  /** In the order of their times; at least one. */
  readonly events: readonly LogEvent[];
}

interface Chunk {
  readonly ref: ChunkRef;
  readonly body: ChunkBody;
}

interface Waiting {
  readonly batch: Batch;
  readonly chunks: readonly Chunk[];
  readonly sizeBytes: number;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/** Chunks that one millisecond of the clock can number. */
const ORDERS_PER_MS = 1024;

export class Writer {
  readonly #host: ServiceHost;
  readonly #encryption: GroupEncryption;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #writing = false;
  #lastOrder = 0;

  constructor(host: ServiceHost, encryption: GroupEncryption) {
    this.#host = host;
    this.#encryption = encryption;
  }

  /** Resolves with the time of ingestion. Errors: ResourceNotFoundException, ThrottlingException, and those of the group's key. */
  async write(batch: Batch): Promise<number> {
    const sizeBytes = batch.events.reduce((sum, event) => sum + sizeOf(event), 0);
    if (this.#waitingBytes + sizeBytes > WAITING_BYTES_MAX) throw throttled();
    this.#waitingBytes += sizeBytes;
    try {
      const ingestionMs = this.#host.clock.now();
      const chunks = await this.#pack(batch, ingestionMs);
      await new Promise<void>((written, failed) => {
        this.#waiting.push({ batch, chunks, sizeBytes, written, failed });
        if (!this.#writing) void this.#writeAll();
      });
      return ingestionMs;
    } finally {
      this.#waitingBytes -= sizeBytes;
    }
  }

  async #pack({ group, stream, events }: Batch, ingestionMs: number): Promise<Chunk[]> {
    const dataKey = await this.#encryption.sealingKey(group);
    const chunks: Chunk[] = [];
    for (const some of byMinute(events)) {
      const [first, last] = [some[0]?.timestampMs ?? 0, some.at(-1)?.timestampMs ?? 0];
      const order = this.#nextOrder(ingestionMs);
      const ref: ChunkRef = {
        streamId: stream.id,
        minuteMs: minuteOf(first),
        order,
        firstMs: first,
        lastMs: last,
        ingestionMs,
        sizeBytes: some.reduce((sum, event) => sum + sizeOf(event), 0),
      };
      chunks.push({ ref, body: await packChunk(some, dataKey, aboutChunk(ref)) });
    }
    return chunks;
  }

  #nextOrder(nowMs: number): number {
    this.#lastOrder = Math.max(nowMs * ORDERS_PER_MS, this.#lastOrder + 1);
    return this.#lastOrder;
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const some = this.#take();
      try {
        const lost = await this.#commit(some);
        for (const [index, { written, failed }] of some.entries()) {
          const error = lost.get(index);
          if (error === undefined) written();
          else failed(error);
        }
      } catch (error) {
        for (const { failed } of some) failed(error);
      }
    }
    this.#writing = false;
  }

  #take(): Waiting[] {
    let [count, bytes, chunks] = [0, 0, 0];
    for (const waiting of this.#waiting) {
      bytes += waiting.sizeBytes;
      chunks += waiting.chunks.length;
      if (count > 0 && (bytes > WRITTEN_BYTES_MAX || chunks > WRITTEN_CHUNKS_MAX)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  /** Those whose group or stream is gone, with the error of each, by their place. */
  #commit(some: readonly Waiting[]): Promise<Map<number, unknown>> {
    return this.#host.keyvalue.transact(async (transaction) => {
      const lost = new Map<number, unknown>();
      for (const [index, { batch, chunks, sizeBytes }] of some.entries()) {
        const { group, stream } = batch;
        const { account, region } = group.key;
        if (!(await isThere(transaction, group))) {
          lost.set(index, groupNotFound());
          continue;
        }
        const firstMs = batch.events[0]?.timestampMs ?? 0;
        const lastMs = batch.events.at(-1)?.timestampMs ?? 0;
        const ingestionMs = chunks[0]?.ref.ingestionMs ?? 0;
        if (!(await noteEvents(transaction, group, stream, { firstMs, lastMs, ingestionMs }))) {
          lost.set(index, streamNotFound());
          continue;
        }
        await addUsage(transaction, group.key, group.id, sizeBytes);
        for (const { ref, body } of chunks) {
          putChunk(transaction, { account, region, groupId: group.id }, ref, body);
          for (const { id: filterId, name: filterName } of group.subscriptionFilters)
            putDelivery(
              transaction,
              { account, region, filterId },
              {
                groupKey: group.key,
                groupId: group.id,
                filterName,
                streamName: stream.name,
                streamId: stream.id,
                minuteMs: ref.minuteMs,
                order: ref.order,
                ingestionMs,
              },
            );
        }
      }
      return lost;
    });
  }
}

/** What a sealed chunk is bound to. */
export const aboutChunk = ({ streamId, minuteMs, order }: Pick<ChunkRef, "streamId" | "minuteMs" | "order">): string =>
  `${streamId}/${minuteMs}/${order}`;
