// TagLogGroup: adds tags to a log group, by its name.
import type { Operation } from "../context.ts";
import { addTags } from "../tags.ts";

export const tagLogGroup: Operation<"TagLogGroup"> = async (input, call) => {
  const key = { account: call.account, region: call.region, name: input.logGroupName };
  await call.context.store.groups.change(key, (row) => ({ row: { ...row, tags: addTags(key, row.tags, input.tags) } }));
  return {};
};
