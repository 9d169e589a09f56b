// Messages of FIFO queues that were sent before: within five minutes they are the same message.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { attributeOf } from "../attributes.ts";
import { DEDUPLICATION_MS } from "../limits.ts";
import type { Queue } from "../queue.ts";
import { deduplications, type MessageRow, prefixOf } from "./tables.ts";

export interface Sent {
  readonly id: string;
  readonly sequence: number;
}

/** What was sent before with the message's deduplication id; undefined: nothing, and this one is remembered. */
export async function deduplicated(
  transaction: Transaction,
  queue: Queue,
  { id, deduplicationId, groupId = "" }: MessageRow,
  sequence: number,
  nowMs: number,
): Promise<Sent | undefined> {
  if (!queue.isFifo || deduplicationId === undefined) return undefined;
  const scope = attributeOf(queue, "DeduplicationScope") === "messageGroup" ? groupId : "";
  const key = [...prefixOf(queue), scope, deduplicationId];
  const before = await deduplications.get(transaction, key);
  if (before && before.untilMs > nowMs) return before;
  deduplications.put(transaction, key, { id, sequence, untilMs: nowMs + DEDUPLICATION_MS });
  return undefined;
}
