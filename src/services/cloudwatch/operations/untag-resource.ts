// UntagResource: removes tags of an alarm.
import type { Operation } from "../context.ts";
import { changeTags } from "../tags.ts";

export const untagResource: Operation<"UntagResource"> = async (input, call) => {
  await changeTags(input.ResourceARN, call, (tags) =>
    Object.fromEntries(Object.entries(tags).filter(([key]) => !input.TagKeys.includes(key))),
  );
  return {};
};
