// UntagResource: of access points. Tags that are not there are no error.
import { taggedPoint } from "../access.ts";
import type { Operation } from "../context.ts";
import { changeAccessPoint } from "../store.ts";

export const untagResource: Operation<"UntagResource"> = async ({ ResourceArn, TagKeys }, { context }) => {
  const gone = new Set(TagKeys);
  await changeAccessPoint(context, taggedPoint(ResourceArn), (row) => ({
    ...row,
    tags: Object.fromEntries(Object.entries(row.tags).filter(([key]) => !gone.has(key))),
  }));
  return {};
};
