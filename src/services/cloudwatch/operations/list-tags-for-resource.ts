// ListTagsForResource: the tags of an alarm.
import type { Operation } from "../context.ts";
import { taggedAlarm } from "../tags.ts";

export const listTagsForResource: Operation<"ListTagsForResource"> = async (input, call) => {
  const { tags } = await taggedAlarm(input.ResourceARN, call);
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};
