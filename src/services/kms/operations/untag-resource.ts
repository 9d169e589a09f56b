// UntagResource: takes tags from a key.
import { changeKey } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { checkNotPendingDeletion } from "../key-state.ts";
import { removeTags } from "../tags.ts";

export const untagResource: Operation<"UntagResource"> = async ({ KeyId, TagKeys }, call) => {
  await changeKey(KeyId, call, "UntagResource", (key) => {
    checkNotPendingDeletion(key);
    return { ...key, tags: removeTags(key.tags, TagKeys) };
  });
  return {};
};
