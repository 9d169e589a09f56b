// UntagResource: takes tags away from a topic.
import type { Operation } from "../context.ts";
import { taggedTopic } from "../tags.ts";

export const untagResource: Operation<"UntagResource"> = async (input, { context }) => {
  const { key } = await taggedTopic(context.store, input.ResourceArn);
  await context.store.change(key, (row) => ({
    ...row,
    tags: Object.fromEntries(Object.entries(row.tags).filter(([name]) => !input.TagKeys.includes(name))),
  }));
  return {};
};
