// TagResource: sets tags of a function.
import type { Operation } from "../context.ts";
import { taggedFunction } from "../tagged.ts";
import { checkTags } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async (input, call) => {
  await call.context.store.change(taggedFunction(input.Resource, call), (row) => {
    const tags = { ...row.tags, ...input.Tags };
    checkTags(tags);
    return { row: { ...row, tags } };
  });
  return {};
};
