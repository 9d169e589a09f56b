// EnableKeyRotation: new material every 90 to 2,560 days, a year when not said otherwise.
import { changeFamily } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { checkNotDisabled, checkNotPendingDeletion } from "../key-state.ts";
import { DAY_MS, ROTATION_PERIOD_DEFAULT_DAYS } from "../limits.ts";
import { checkPrimary, checkRotates, rotationTimer } from "../rotation.ts";

export const enableKeyRotation: Operation<"EnableKeyRotation"> = async ({ KeyId, RotationPeriodInDays }, call) => {
  const periodDays = RotationPeriodInDays ?? ROTATION_PERIOD_DEFAULT_DAYS;
  await changeFamily(KeyId, call, "EnableKeyRotation", async (key, transaction) => {
    checkRotates(key);
    checkPrimary(key);
    checkNotDisabled(key);
    checkNotPendingDeletion(key);
    const rotation = { periodDays, nextMs: call.context.clock.now() + periodDays * DAY_MS };
    const changed = { ...key, rotation };
    await transaction.schedule(rotationTimer(changed));
    return changed;
  });
  return {};
};
