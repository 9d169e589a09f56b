// EnableKey: a disabled key works again, and rotates when it should have meanwhile.
import { changeKey } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { isReplica } from "../key.ts";
import { checkNotIn, checkNotPendingDeletion } from "../key-state.ts";
import { rotationTimer } from "../rotation.ts";

export const enableKey: Operation<"EnableKey"> = async ({ KeyId }, call) => {
  await changeKey(KeyId, call, "EnableKey", async (key, transaction) => {
    checkNotPendingDeletion(key);
    checkNotIn(key, ["PendingImport"]);
    if (key.rotation && !isReplica(key)) await transaction.schedule(rotationTimer(key));
    return { ...key, state: "Enabled" };
  });
  return {};
};
