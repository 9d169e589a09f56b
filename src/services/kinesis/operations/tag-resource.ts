// TagResource: adds tags to a stream or a consumer, by ARN.
import type { Operation } from "../context.ts";
import { changeResource, resourceOf } from "../resource.ts";
import { addTags } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async (input, { account, region, context }) => {
  const resource = resourceOf(input.ResourceARN, { account, region });
  await changeResource(resource, context, ({ tags }) => ({ tags: addTags(tags, input.Tags, resource.stream) }));
  return {};
};
