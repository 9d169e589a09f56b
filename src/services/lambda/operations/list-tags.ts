// ListTags: the tags of a function or a code signing configuration.
import type { Operation } from "../context.ts";
import { taggedResource } from "../tagged.ts";

export const listTags: Operation<"ListTags"> = async (input, call) => ({
  Tags: { ...(await taggedResource(input.Resource, call).read()) },
});
