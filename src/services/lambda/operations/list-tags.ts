// ListTags: the tags of a function.
import type { Operation } from "../context.ts";
import { taggedFunction } from "../tagged.ts";

export const listTags: Operation<"ListTags"> = async (input, call) => {
  const { tags } = await call.context.store.get(taggedFunction(input.Resource, call));
  return { Tags: { ...tags } };
};
