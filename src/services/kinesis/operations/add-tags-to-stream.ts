// AddTagsToStream: adds tags, or changes the values of those that are there.
import type { Operation } from "../context.ts";
import { changeResource } from "../resource.ts";
import { streamArn, streamKey } from "../stream.ts";
import { addTags } from "../tags.ts";

export const addTagsToStream: Operation<"AddTagsToStream"> = async (input, { account, region, context }) => {
  const stream = streamKey(input, { account, region });
  await changeResource({ kind: "stream", arn: streamArn(stream), stream }, context, ({ tags }) => ({
    tags: addTags(tags, input.Tags, stream),
  }));
  return {};
};
