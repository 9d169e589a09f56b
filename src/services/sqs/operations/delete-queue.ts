// DeleteQueue: the queue is gone at once, and its messages soon after.
import type { Operation } from "../context.ts";
import { findQueue } from "../find-queue.ts";
import { removal } from "../timers.ts";

export const deleteQueue: Operation<"DeleteQueue"> = async (input, call) => {
  const { store, clock } = call.context;
  const queue = await findQueue(input, call);
  await store.remove(queue, removal(queue, clock.now()));
  return {};
};
