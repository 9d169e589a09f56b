// TagResource: adds tags to a topic, or gives those that are there other values.
import type { Operation } from "../context.ts";
import { tagsOf, taggedTopic, withTags } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async (input, { context }) => {
  const { key } = await taggedTopic(context.store, input.ResourceArn);
  await context.store.change(key, (row) => ({ ...row, tags: withTags(row.tags, tagsOf(input.Tags)) }));
  return {};
};
