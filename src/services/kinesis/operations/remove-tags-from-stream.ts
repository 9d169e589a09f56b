// RemoveTagsFromStream: keys that the stream does not have are passed over.
import type { Operation } from "../context.ts";
import { changeTags } from "../tag-changes.ts";
import { streamKey } from "../stream.ts";
import { removeTags } from "../tags.ts";

export const removeTagsFromStream: Operation<"RemoveTagsFromStream"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  await changeTags(context.store, key, (tags) => removeTags(tags, input.TagKeys, key));
  return {};
};
