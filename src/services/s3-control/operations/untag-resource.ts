// UntagResource: of access points and buckets. Tags that are not there are no error.
import type { Operation } from "../context.ts";
import { accountOf } from "../named.ts";
import { changeTags, taggedBy } from "../tagged.ts";

export const untagResource: Operation<"UntagResource"> = async (input, call) => {
  const gone = new Set(input.TagKeys);
  await changeTags(taggedBy(input.ResourceArn), accountOf(input, call), call, (known) =>
    Object.fromEntries(Object.entries(known).filter(([key]) => !gone.has(key))),
  );
  return {};
};
