// UpdateKeyDescription: another description of a key.
import { changeKey } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { checkNotPendingDeletion } from "../key-state.ts";

export const updateKeyDescription: Operation<"UpdateKeyDescription"> = async ({ KeyId, Description }, call) => {
  await changeKey(KeyId, call, "UpdateKeyDescription", (key) => {
    checkNotPendingDeletion(key);
    return { ...key, description: Description };
  });
  return {};
};
