// UntagResource: removes tags from a stream or a consumer, by ARN.
import type { Operation } from "../context.ts";
import { changeResource, resourceOf } from "../resource.ts";
import { removeTags } from "../tags.ts";

export const untagResource: Operation<"UntagResource"> = async (input, { account, region, context }) => {
  const resource = resourceOf(input.ResourceARN, { account, region });
  await changeResource(resource, context, ({ tags }) => ({ tags: removeTags(tags, input.TagKeys, resource.stream) }));
  return {};
};
