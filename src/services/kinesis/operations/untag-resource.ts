// UntagResource: RemoveTagsFromStream by ARN.
import type { Operation } from "../context.ts";
import { changeTags, taggedStream } from "../tag-changes.ts";
import { removeTags } from "../tags.ts";

export const untagResource: Operation<"UntagResource"> = async (input, { account, region, context }) => {
  const key = taggedStream(input.ResourceARN, { account, region });
  await changeTags(context.store, key, (tags) => removeTags(tags, input.TagKeys, key));
  return {};
};
