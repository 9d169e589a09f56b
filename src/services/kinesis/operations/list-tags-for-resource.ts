// ListTagsForResource: every tag of a stream by ARN.
import type { Operation } from "../context.ts";
import { taggedStream } from "../tag-changes.ts";
import { listTags } from "../tags.ts";

export const listTagsForResource: Operation<"ListTagsForResource"> = async (input, { account, region, context }) => {
  const stream = await context.store.get(taggedStream(input.ResourceARN, { account, region }));
  return { Tags: listTags(stream.tags) };
};
