// ListTagsForStream: the tags in the order of their keys, in pages.
import type { Operation } from "../context.ts";
import { TAGS_MAX } from "../limits.ts";
import { streamKey } from "../stream.ts";
import { listTags } from "../tags.ts";

export const listTagsForStream: Operation<"ListTagsForStream"> = async (input, { account, region, context }) => {
  const stream = await context.store.get(streamKey(input, { account, region }));
  const after = input.ExclusiveStartTagKey;
  const tags = listTags(stream.tags).filter(({ Key }) => after === undefined || Key > after);
  const limit = input.Limit ?? TAGS_MAX;
  return { Tags: tags.slice(0, limit), HasMoreTags: tags.length > limit };
};
