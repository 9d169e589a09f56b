// ListQueueTags.
import type { Operation } from "../context.ts";
import { findQueue } from "../find-queue.ts";

export const listQueueTags: Operation<"ListQueueTags"> = async (input, call) => {
  const { tags } = await findQueue(input, call);
  return Object.keys(tags).length > 0 ? { Tags: { ...tags } } : {};
};
