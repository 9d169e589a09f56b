// UntagResource: removes tags of a log group.
import type { Operation } from "../context.ts";
import { keyOfTagged, removeTags } from "../tags.ts";

export const untagResource: Operation<"UntagResource"> = async (input, call) => {
  const key = keyOfTagged(input.resourceArn, call);
  await call.context.store.groups.change(key, (row) => ({
    row: { ...row, tags: removeTags(row.tags, input.tagKeys) },
  }));
  return {};
};
