// What goes by itself or all at once: expired messages, old deduplication ids, the messages of queues that are gone or purged.
import type { KeyValue } from "../../../engines/keyvalue/keyvalue.ts";
import { secondsOf } from "../attributes.ts";
import { SWEEP_MESSAGES } from "../limits.ts";
import type { Queue } from "../queue.ts";
import { deleteMessage, findMessage, regroup } from "./message-rows.ts";
import { deduplications, messages, OF_MESSAGES, prefixOf } from "./tables.ts";

/** Deletes messages past their retention, oldest first. */
export async function expireMessages(keyvalue: KeyValue, queue: Queue, nowMs: number): Promise<void> {
  const beforeMs = nowMs - secondsOf(queue, "MessageRetentionPeriod") * 1000;
  await deleteOldest(keyvalue, queue, nowMs, ({ sentMs }) => sentMs <= beforeMs);
}

/** Deletes messages that came before a time. */
export const purgeMessages = (keyvalue: KeyValue, queue: Queue, nowMs: number): Promise<void> =>
  deleteOldest(keyvalue, queue, nowMs, ({ sentMs }) => sentMs <= nowMs);

async function deleteOldest(
  keyvalue: KeyValue,
  queue: Queue,
  nowMs: number,
  isGone: (message: { readonly sentMs: number }) => boolean,
): Promise<void> {
  for (let isMore = true; isMore;) {
    isMore = await keyvalue.transact(async (transaction) => {
      let count = 0;
      const touched = new Set<string>();
      for await (const { key, row } of messages.scan(transaction, { prefix: prefixOf(queue), limit: SWEEP_MESSAGES })) {
        if (!isGone(row)) break;
        const stored = await findMessage(transaction, queue, Number(key.at(-1)));
        if (stored) deleteMessage(transaction, queue, stored);
        if (queue.isFifo) touched.add(row.groupId ?? "");
        count++;
      }
      for (const group of touched) await regroup(transaction, queue, group, nowMs);
      return count === SWEEP_MESSAGES;
    });
  }
}

export async function forgetDeduplications(keyvalue: KeyValue, queue: Queue, nowMs: number): Promise<void> {
  const old: (readonly (string | number | bigint)[])[] = [];
  for await (const { key, row } of deduplications.scan(keyvalue, { prefix: prefixOf(queue) }))
    if (row.untilMs <= nowMs) old.push(key);
  for (let at = 0; at < old.length; at += SWEEP_MESSAGES)
    await keyvalue.transact((transaction) => {
      for (const key of old.slice(at, at + SWEEP_MESSAGES)) deduplications.delete(transaction, key);
    });
}

/** Everything of a queue that is no more. */
export async function removeMessages(keyvalue: KeyValue, queue: Queue): Promise<void> {
  for (const table of OF_MESSAGES) {
    for (let isMore = true; isMore;) {
      isMore = await keyvalue.transact(async (transaction) => {
        let count = 0;
        for await (const { key } of table.scan(transaction, { prefix: prefixOf(queue), limit: SWEEP_MESSAGES })) {
          table.delete(transaction, key);
          count++;
        }
        return count === SWEEP_MESSAGES;
      });
    }
  }
}
