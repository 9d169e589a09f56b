// UntagResource: takes tags from a work group.
import type { Operation } from "../context.ts";
import { changeTags, taggedWorkGroup } from "../store/tags.ts";

export const untagResource: Operation<"UntagResource"> = async ({ ResourceARN, TagKeys }, call) => {
  const workGroup = await taggedWorkGroup(call.context, call, ResourceARN);
  await call.context.keyvalue.transact((transaction) =>
    changeTags(transaction, call, workGroup, (tags) =>
      Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))),
    ),
  );
  return {};
};
