// UntagResource: removes tags of a function or a code signing configuration.
import type { Operation } from "../context.ts";
import { taggedResource } from "../tagged.ts";

export const untagResource: Operation<"UntagResource"> = async (input, call) => {
  const gone = new Set(input.TagKeys);
  await taggedResource(input.Resource, call).change((tags) =>
    Object.fromEntries(Object.entries(tags).filter(([name]) => !gone.has(name))),
  );
  return {};
};
