// UntagLogGroup: removes tags of a log group, by its name.
import type { Operation } from "../context.ts";
import { removeTags } from "../tags.ts";

export const untagLogGroup: Operation<"UntagLogGroup"> = async (input, call) => {
  const key = { account: call.account, region: call.region, name: input.logGroupName };
  await call.context.store.groups.change(key, (row) => ({ row: { ...row, tags: removeTags(row.tags, input.tags) } }));
  return {};
};
