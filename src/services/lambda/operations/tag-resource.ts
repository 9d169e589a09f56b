// TagResource: sets tags of a function.
import type { Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { taggedFunction } from "../tagged.ts";
import { checkTags } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async (input, call) => {
  if (Object.keys(input.Tags).length === 0)
    throw invalidParameter("An error occurred and the request cannot be processed."); // recorded
  await call.context.store.change(taggedFunction(input.Resource, call), (row) => {
    const tags = { ...row.tags, ...input.Tags };
    checkTags(tags);
    return { row: { ...row, tags } };
  });
  return {};
};
