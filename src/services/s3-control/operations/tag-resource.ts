// TagResource: of access points and buckets.
import type { Operation } from "../context.ts";
import { accountOf } from "../named.ts";
import { changeTags, taggedBy } from "../tagged.ts";
import { checkTags, withTags } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async (input, call) => {
  const tags = checkTags(input.Tags);
  await changeTags(taggedBy(input.ResourceArn), accountOf(input, call), call, (known) => withTags(known, tags));
  return {};
};
