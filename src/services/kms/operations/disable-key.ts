// DisableKey: a key that refuses to work until it is enabled.
import { changeKey } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { checkNotIn, checkNotPendingDeletion } from "../key-state.ts";

export const disableKey: Operation<"DisableKey"> = async ({ KeyId }, call) => {
  await changeKey(KeyId, call, "DisableKey", (key) => {
    checkNotPendingDeletion(key);
    checkNotIn(key, ["PendingImport"]);
    return { ...key, state: "Disabled" };
  });
  return {};
};
