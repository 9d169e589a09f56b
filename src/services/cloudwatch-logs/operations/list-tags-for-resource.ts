// ListTagsForResource: the tags of a log group.
import type { Operation } from "../context.ts";
import { keyOfTagged } from "../tags.ts";

export const listTagsForResource: Operation<"ListTagsForResource"> = async (input, call) => {
  const { tags } = await call.context.store.groups.get(keyOfTagged(input.resourceArn, call));
  return { tags: { ...tags } };
};
