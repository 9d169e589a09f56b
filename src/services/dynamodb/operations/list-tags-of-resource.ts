// ListTagsOfResource: all of them at once, as a table has 50 at most.
import type { Operation } from "../context.ts";
import { keyOfArn, onArn } from "../tagged-table.ts";

export const listTagsOfResource: Operation<"ListTagsOfResource"> = async ({ ResourceArn: arn }, call) => {
  const { tags } = await onArn(arn, () => call.context.store.get(keyOfArn(arn, call)));
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};
