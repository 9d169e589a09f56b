// TagResource: adds tags to a work group, replacing those of the same keys.
import type { Operation } from "../context.ts";
import { changeTags, taggedWorkGroup, withTags } from "../store/tags.ts";

export const tagResource: Operation<"TagResource"> = async ({ ResourceARN, Tags }, call) => {
  const workGroup = await taggedWorkGroup(call.context, call, ResourceARN);
  await call.context.keyvalue.transact((transaction) =>
    changeTags(transaction, call, workGroup, (tags) => withTags(tags, Tags)),
  );
  return {};
};
