// RemoveTagsFromStream: keys that the stream does not have are passed over.
import type { Operation } from "../context.ts";
import { changeResource } from "../resource.ts";
import { streamArn, streamKey } from "../stream.ts";
import { removeTags } from "../tags.ts";

export const removeTagsFromStream: Operation<"RemoveTagsFromStream"> = async (input, { account, region, context }) => {
  const stream = streamKey(input, { account, region });
  await changeResource({ kind: "stream", arn: streamArn(stream), stream }, context, ({ tags }) => ({
    tags: removeTags(tags, input.TagKeys, stream),
  }));
  return {};
};
