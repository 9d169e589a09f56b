// The chunks of events: by stream and by group in the order of their minutes, and their bodies.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { ChunkBody, ChunkRef } from "../chunk.ts";
import type { Place } from "../group.ts";
import { REMOVED_CHUNKS_MAX } from "../limits.ts";
import { addUsage, deleteUsage } from "./groups.ts";
import { deleteSomeStreams } from "./streams.ts";

type RefRow = Omit<ChunkRef, "minuteMs" | "streamId" | "order">;

const byStream = table<RefRow>({ name: "cloudwatch-logs.stream-chunks", version: 1, upgrades: {} });
const byGroup = table<RefRow>({ name: "cloudwatch-logs.group-chunks", version: 1, upgrades: {} });
const bodies = table<ChunkBody>({ name: "cloudwatch-logs.chunks", version: 1, upgrades: {} });

/** Whose chunks: of a stream, or of all streams of a group. */
export interface Scope extends Place {
  readonly groupId: string;
  readonly streamId?: string | undefined;
}

export interface Minutes {
  readonly fromMs: number;
  /** Inclusive. */
  readonly toMs: number;
  readonly isBackward: boolean;
}

export class ChunkStore {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** In the order of their minutes. */
  async *list(
    { account, region, groupId, streamId }: Scope,
    { fromMs, toMs, isBackward }: Minutes,
  ): AsyncGenerator<ChunkRef> {
    const prefix = [account, region, streamId ?? groupId];
    const from = [...prefix, isBackward ? toMs + 1 : fromMs];
    const rows = streamId === undefined ? byGroup : byStream;
    for await (const { key, row } of rows.scan(this.#host.keyvalue, { prefix, from, reverse: isBackward })) {
      const minuteMs = Number(key[3]);
      if (isBackward ? minuteMs < fromMs : minuteMs > toMs) return;
      if (streamId === undefined) yield { ...row, minuteMs, streamId: String(key[4]), order: Number(key[5]) };
      else yield { ...row, minuteMs, streamId, order: Number(key[4]) };
    }
  }

  /** Undefined when it was removed meanwhile. */
  body(
    { account, region }: Place,
    ref: Pick<ChunkRef, "streamId" | "minuteMs" | "order">,
  ): Promise<ChunkBody | undefined> {
    return bodies.get(this.#host.keyvalue, [account, region, ref.streamId, ref.minuteMs, ref.order]);
  }

  /** Removes what ended before; of a stream or a group that is gone, with `beforeMs` infinite, everything. */
  async remove(scope: Scope, beforeMs: number, signal: AbortSignal): Promise<void> {
    for (let left = true; left && !signal.aborted;) left = await this.#removeSome(scope, beforeMs);
    if (scope.streamId !== undefined || beforeMs !== Infinity) return;
    for (let left = true; left && !signal.aborted;)
      left = await this.#host.keyvalue.transact((transaction) =>
        deleteSomeStreams(transaction, scope, scope.groupId, REMOVED_CHUNKS_MAX),
      );
    await this.#host.keyvalue.transact((transaction) => deleteUsage(transaction, scope, scope.groupId));
  }

  #removeSome(scope: Scope, beforeMs: number): Promise<boolean> {
    const { account, region, groupId, streamId } = scope;
    const prefix = [account, region, streamId ?? groupId];
    const rows = streamId === undefined ? byGroup : byStream;
    return this.#host.keyvalue.transact(async (transaction) => {
      let removed = 0;
      let freedBytes = 0;
      for await (const { key, row } of rows.scan(transaction, { prefix, limit: REMOVED_CHUNKS_MAX })) {
        const minuteMs = Number(key[3]);
        if (row.lastMs >= beforeMs) {
          // Later minutes hold later events; within this one, others may have expired.
          if (minuteMs > beforeMs) break;
          continue;
        }
        const owner = streamId ?? String(key[4]);
        const order = Number(key.at(-1));
        deleteChunk(transaction, { account, region, groupId, streamId: owner, minuteMs, order });
        freedBytes += row.sizeBytes;
        removed += 1;
      }
      if (removed > 0) await addUsage(transaction, scope, groupId, -freedBytes);
      return removed > 0;
    });
  }
}

interface ChunkKey extends Required<Scope> {
  readonly streamId: string;
  readonly minuteMs: number;
  readonly order: number;
}

export function putChunk(
  transaction: Transaction,
  place: Place & { readonly groupId: string },
  ref: ChunkRef,
  body: ChunkBody,
): void {
  const { account, region, groupId } = place;
  const { minuteMs, streamId, order, ...row } = ref;
  byStream.put(transaction, [account, region, streamId, minuteMs, order], row);
  byGroup.put(transaction, [account, region, groupId, minuteMs, streamId, order], row);
  bodies.put(transaction, [account, region, streamId, minuteMs, order], body);
}

function deleteChunk(
  transaction: Transaction,
  { account, region, groupId, streamId, minuteMs, order }: ChunkKey,
): void {
  byStream.delete(transaction, [account, region, streamId, minuteMs, order]);
  byGroup.delete(transaction, [account, region, groupId, minuteMs, streamId, order]);
  bodies.delete(transaction, [account, region, streamId, minuteMs, order]);
}
