// PurgeQueue: deletes the messages that are there; once a minute.
import type { Operation } from "../context.ts";
import { purgeInProgress } from "../errors.ts";
import { findQueue } from "../find-queue.ts";
import { PURGE_INTERVAL_MS } from "../limits.ts";

export const purgeQueue: Operation<"PurgeQueue"> = async (input, call) => {
  const { store, messages, clock } = call.context;
  const queue = await findQueue(input, call);
  const nowMs = clock.now();
  await store.change(queue.key, (row) => {
    if (nowMs - (row.purgedAtMs ?? -Infinity) < PURGE_INTERVAL_MS) throw purgeInProgress(queue.key.name);
    return { ...row, purgedAtMs: nowMs };
  });
  await messages.purge(queue);
  return {};
};
