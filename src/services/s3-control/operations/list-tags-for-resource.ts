// ListTagsForResource: of access points and buckets.
import type { Operation } from "../context.ts";
import { accountOf } from "../named.ts";
import { taggedBy, tagsOf } from "../tagged.ts";

export const listTagsForResource: Operation<"ListTagsForResource"> = async (input, call) => {
  const tags = await tagsOf(taggedBy(input.ResourceArn), accountOf(input, call), call);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};
