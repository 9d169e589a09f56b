// How many messages a queue has: those that can be received, those in flight, those that are delayed.
import type { Reads } from "../../../engines/keyvalue/keyvalue.ts";
import type { Queue } from "../queue.ts";
import { prefixOf, states } from "./tables.ts";

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export async function countMessages(reads: Reads, queue: Queue, nowMs: number): Promise<QueueCounts> {
  let [visible, inFlight, delayed] = [0, 0, 0];
  for await (const { row } of states.scan(reads, { prefix: prefixOf(queue) })) {
    if (row.visibleAtMs <= nowMs) visible++;
    else if (row.receives > 0) inFlight++;
    else delayed++;
  }
  return { visible, inFlight, delayed };
}
