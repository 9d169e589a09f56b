// TagResource: adds tags to a key, or gives them other values.
import { changeKey } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { checkNotPendingDeletion } from "../key-state.ts";
import { addTags } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async ({ KeyId, Tags }, call) => {
  await changeKey(KeyId, call, "TagResource", (key) => {
    checkNotPendingDeletion(key);
    return { ...key, tags: addTags(key.tags, Tags) };
  });
  return {};
};
