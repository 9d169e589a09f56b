// UntagResource: removes tags of a function.
import type { Operation } from "../context.ts";
import { taggedFunction } from "../tagged.ts";

export const untagResource: Operation<"UntagResource"> = async (input, call) => {
  const gone = new Set(input.TagKeys);
  await call.context.store.change(taggedFunction(input.Resource, call), (row) => ({
    row: { ...row, tags: Object.fromEntries(Object.entries(row.tags).filter(([name]) => !gone.has(name))) },
  }));
  return {};
};
