// One message's rows: its content, its state, and its place in the order in which messages are received.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { RECEIVED_MAX } from "../limits.ts";
import type { Queue } from "../queue.ts";
import {
  groupMessages,
  groupOrder,
  groups,
  type MessageRow,
  messages,
  order,
  prefixOf,
  type StateRow,
  states,
} from "./tables.ts";

export interface Stored {
  readonly sequence: number;
  readonly message: MessageRow;
  readonly state: StateRow;
}

export async function findMessage(reads: Reads, queue: Queue, sequence: number): Promise<Stored | undefined> {
  const key = [...prefixOf(queue), sequence];
  const state = await states.get(reads, key);
  const message = state && (await messages.get(reads, key));
  return state && message && { sequence, message, state };
}

/** In FIFO queues, `regroup` must follow. */
export function putMessage(transaction: Transaction, queue: Queue, { sequence, message, state }: Stored): void {
  messages.put(transaction, [...prefixOf(queue), sequence], message);
  states.put(transaction, [...prefixOf(queue), sequence], state);
  if (queue.isFifo) groupMessages.put(transaction, [...prefixOf(queue), message.groupId ?? "", sequence], {});
  else order.put(transaction, [...prefixOf(queue), state.visibleAtMs, sequence], {});
}

/** In FIFO queues, `regroup` must follow. */
export function putState(
  transaction: Transaction,
  queue: Queue,
  { sequence, state: before }: Stored,
  after: StateRow,
): void {
  states.put(transaction, [...prefixOf(queue), sequence], after);
  if (queue.isFifo) return;
  order.delete(transaction, [...prefixOf(queue), before.visibleAtMs, sequence]);
  order.put(transaction, [...prefixOf(queue), after.visibleAtMs, sequence], {});
}

/** In FIFO queues, `regroup` must follow. */
export function deleteMessage(transaction: Transaction, queue: Queue, { sequence, message, state }: Stored): void {
  messages.delete(transaction, [...prefixOf(queue), sequence]);
  states.delete(transaction, [...prefixOf(queue), sequence]);
  if (queue.isFifo) groupMessages.delete(transaction, [...prefixOf(queue), message.groupId ?? "", sequence]);
  else order.delete(transaction, [...prefixOf(queue), state.visibleAtMs, sequence]);
}

/** The sequences of a group's first messages. */
export async function headOf(reads: Reads, queue: Queue, group: string, limit: number): Promise<readonly number[]> {
  const prefix = [...prefixOf(queue), group];
  const found: number[] = [];
  for await (const { key } of groupMessages.scan(reads, { prefix, limit })) found.push(Number(key.at(-1)));
  return found;
}

/** Puts a group where it belongs after its messages changed: behind the last of its messages that is in flight or delayed. */
export async function regroup(transaction: Transaction, queue: Queue, group: string, nowMs: number): Promise<void> {
  const key = [...prefixOf(queue), group];
  const before = await groups.get(transaction, key);
  if (before) groupOrder.delete(transaction, [...prefixOf(queue), before.availableAtMs, before.headSequence, group]);
  // Those of a group that are in flight are what one receive took.
  const [head, ...rest] = await headOf(transaction, queue, group, RECEIVED_MAX);
  if (head === undefined) return groups.delete(transaction, key);
  const first = await states.get(transaction, [...prefixOf(queue), head]);
  let availableAtMs = first?.visibleAtMs ?? nowMs;
  for (const sequence of rest) {
    const state = await states.get(transaction, [...prefixOf(queue), sequence]);
    // One that is only delayed does not hold up those before it.
    if (state && state.receives > 0) availableAtMs = Math.max(availableAtMs, state.visibleAtMs);
  }
  groups.put(transaction, key, { availableAtMs, headSequence: head });
  groupOrder.put(transaction, [...prefixOf(queue), availableAtMs, head, group], {});
}
