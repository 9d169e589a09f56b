// AddTagsToStream: adds tags, or changes the values of those that are there.
import type { Operation } from "../context.ts";
import { changeTags } from "../tag-changes.ts";
import { streamKey } from "../stream.ts";
import { addTags } from "../tags.ts";

export const addTagsToStream: Operation<"AddTagsToStream"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  await changeTags(context.store, key, (tags) => addTags(tags, input.Tags, key));
  return {};
};
