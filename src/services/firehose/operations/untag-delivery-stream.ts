// UntagDeliveryStream: removes tags; keys that are not there do not matter.
import type { Operation } from "../context.ts";

export const untagDeliveryStream: Operation<"UntagDeliveryStream"> = async (input, { account, region, context }) => {
  const key = { account, region, name: input.DeliveryStreamName };
  const gone = new Set(input.TagKeys);
  await context.store.change(key, (row) => ({ ...row, tags: row.tags.filter((tag) => !gone.has(tag.key)) }));
  return {};
};
