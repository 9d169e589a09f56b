// UntagQueue.
import type { Operation } from "../context.ts";
import { findQueue } from "../find-queue.ts";

export const untagQueue: Operation<"UntagQueue"> = async (input, call) => {
  const { key } = await findQueue(input, call);
  await call.context.store.change(key, (row) => ({
    ...row,
    tags: Object.fromEntries(Object.entries(row.tags).filter(([name]) => !input.TagKeys.includes(name))),
  }));
  return {};
};
