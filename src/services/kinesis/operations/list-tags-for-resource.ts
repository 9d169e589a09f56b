// ListTagsForResource: every tag of a stream or a consumer, by ARN.
import type { Operation } from "../context.ts";
import { getResource, resourceOf } from "../resource.ts";
import { listTags } from "../tags.ts";

export const listTagsForResource: Operation<"ListTagsForResource"> = async (input, { account, region, context }) => {
  const { tags } = await getResource(resourceOf(input.ResourceARN, { account, region }), context);
  return { Tags: listTags(tags) };
};
