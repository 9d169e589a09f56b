// ListTagsForResource: a work group's tags by key; there are never more than one page of them.
import type { Operation } from "../context.ts";
import { TAGS_MAX } from "../limits.ts";
import { pageOf } from "../scope.ts";
import { resourceTags } from "../store/tables.ts";
import { taggedWorkGroup, tagsKey } from "../store/tags.ts";

export const listTagsForResource: Operation<"ListTagsForResource"> = async (input, call) => {
  const workGroup = await taggedWorkGroup(call.context, call, input.ResourceARN);
  pageOf<string>(call, ["ListTagsForResource", workGroup], input, TAGS_MAX);
  const { tags } = (await resourceTags.get(call.context.keyvalue, tagsKey(call, workGroup))) ?? { tags: {} };
  const byKey = Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { Tags: byKey.map(([Key, Value]) => ({ Key, Value })) };
};
