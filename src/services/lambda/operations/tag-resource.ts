// TagResource: sets tags of a function or a code signing configuration.
import type { Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { taggedResource } from "../tagged.ts";
import { checkTags } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async (input, call) => {
  if (Object.keys(input.Tags).length === 0)
    throw invalidParameter("An error occurred and the request cannot be processed."); // recorded
  await taggedResource(input.Resource, call).change((before) => {
    const tags = { ...before, ...input.Tags };
    checkTags(tags);
    return tags;
  });
  return {};
};
