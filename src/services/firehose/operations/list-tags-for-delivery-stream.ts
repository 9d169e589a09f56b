// ListTagsForDeliveryStream: tags in the order in which they were set, after a key if wished.
import type { Operation } from "../context.ts";
import { TAGS_MAX } from "../limits.ts";

export const listTagsForDeliveryStream: Operation<"ListTagsForDeliveryStream"> = async (
  input,
  { account, region, context },
) => {
  const { tags } = await context.store.get({ account, region, name: input.DeliveryStreamName });
  const first = tags.findIndex(({ key }) => key === input.ExclusiveStartTagKey) + 1;
  const end = first + (input.Limit ?? TAGS_MAX);
  return {
    Tags: tags.slice(first, end).map(({ key, value }) => ({ Key: key, ...(value !== undefined && { Value: value }) })),
    HasMoreTags: end < tags.length,
  };
};
