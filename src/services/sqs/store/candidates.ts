// Which messages come next, in a standard queue by when they can be received, in a FIFO queue group by group.
import type { Reads } from "../../../engines/keyvalue/keyvalue.ts";
import type { Queue } from "../queue.ts";
import { headOf } from "./message-rows.ts";
import { groupOrder, order, prefixOf, states } from "./tables.ts";

interface Wanted {
  readonly max: number;
  readonly nowMs: number;
  readonly claimed: ReadonlySet<string>;
}

export const nextCandidates = (reads: Reads, queue: Queue, wanted: Wanted): Promise<readonly number[]> =>
  queue.isFifo ? inGroups(reads, queue, wanted) : inOrder(reads, queue, wanted);

async function inOrder(reads: Reads, queue: Queue, { max, nowMs, claimed }: Wanted): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const { key } of order.scan(reads, { prefix: prefixOf(queue) })) {
    const [visibleAtMs, sequence] = key.slice(-2).map(Number) as [number, number];
    if (visibleAtMs > nowMs) break;
    if (claimed.has(`${queue.id}/${sequence}`)) continue;
    found.push(sequence);
    if (found.length === max) break;
  }
  return found;
}

/** Documented: as many as possible of one group, then of others. */
async function inGroups(reads: Reads, queue: Queue, { max, nowMs, claimed }: Wanted): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const { key } of groupOrder.scan(reads, { prefix: prefixOf(queue) })) {
    const [availableAtMs, , group] = key.slice(-3);
    if (Number(availableAtMs) > nowMs || found.length === max) break;
    for (const sequence of await headOf(reads, queue, String(group), max - found.length)) {
      const state = await states.get(reads, [...prefixOf(queue), sequence]);
      // What another receive is about to take blocks the rest of its group.
      if (!state || state.visibleAtMs > nowMs || claimed.has(`${queue.id}/${sequence}`)) break;
      found.push(sequence);
    }
  }
  return found;
}

/** When the next one that cannot be received now can be. */
export async function nextVisibleAtMs(reads: Reads, queue: Queue, nowMs: number): Promise<number | undefined> {
  const prefix = prefixOf(queue);
  const table = queue.isFifo ? groupOrder : order;
  for await (const { key } of table.scan(reads, { prefix, from: [...prefix, nowMs + 1], limit: 1 }))
    return Number(key[prefix.length]);
  return undefined;
}
