// TagResource: AddTagsToStream by ARN.
import type { Operation } from "../context.ts";
import { changeTags, taggedStream } from "../tag-changes.ts";
import { addTags } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async (input, { account, region, context }) => {
  const key = taggedStream(input.ResourceARN, { account, region });
  await changeTags(context.store, key, (tags) => addTags(tags, input.Tags, key));
  return {};
};
