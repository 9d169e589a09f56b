// TagDeliveryStream: sets tags, replacing those of the same keys.
import type { Operation } from "../context.ts";
import { tagsOf, withTags } from "../tags.ts";

export const tagDeliveryStream: Operation<"TagDeliveryStream"> = async (input, { account, region, context }) => {
  const key = { account, region, name: input.DeliveryStreamName };
  await context.store.change(key, (row) => ({ ...row, tags: withTags(row.tags, tagsOf(input.Tags)) }));
  return {};
};
