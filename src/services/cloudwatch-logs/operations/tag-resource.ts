// TagResource: adds tags to a log group.
import type { Operation } from "../context.ts";
import { addTags, keyOfTagged } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async (input, call) => {
  const key = keyOfTagged(input.resourceArn, call);
  await call.context.store.groups.change(key, (row) => ({ row: { ...row, tags: addTags(key, row.tags, input.tags) } }));
  return {};
};
