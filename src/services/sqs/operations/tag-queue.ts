// TagQueue.
import type { Operation } from "../context.ts";
import { findQueue } from "../find-queue.ts";
import { addTags } from "../tags.ts";

export const tagQueue: Operation<"TagQueue"> = async (input, call) => {
  const { key } = await findQueue(input, call);
  await call.context.store.change(key, (row) => ({ ...row, tags: addTags(row.tags, input.Tags) }));
  return {};
};
