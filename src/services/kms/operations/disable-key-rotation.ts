// DisableKeyRotation: a key keeps the material it has.
import { changeFamily } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { checkNotDisabled, checkNotPendingDeletion } from "../key-state.ts";
import { checkPrimary, checkRotates, rotationTimerOf } from "../rotation.ts";

export const disableKeyRotation: Operation<"DisableKeyRotation"> = async ({ KeyId }, call) => {
  await changeFamily(KeyId, call, "DisableKeyRotation", async (key, transaction) => {
    checkRotates(key);
    checkPrimary(key);
    checkNotDisabled(key);
    checkNotPendingDeletion(key);
    await transaction.cancel(...rotationTimerOf(key.name));
    return { ...key, rotation: undefined };
  });
  return {};
};
