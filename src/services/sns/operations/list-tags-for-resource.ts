// ListTagsForResource.
import type { Operation } from "../context.ts";
import { taggedTopic } from "../tags.ts";

export const listTagsForResource: Operation<"ListTagsForResource"> = async (input, { context }) => {
  const { tags } = await taggedTopic(context.store, input.ResourceArn);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};
