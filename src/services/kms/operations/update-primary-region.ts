// UpdatePrimaryRegion: the primary key of a family becomes a replica, and one of the replicas primary.
import { changeFamily } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { keyNotFound, notPrimary } from "../errors.ts";
import { keyArn } from "../key.ts";
import { checkNotDisabled, checkUsable } from "../key-state.ts";
import { checkPrimary, rotationTimer, rotationTimerOf } from "../rotation.ts";

export const updatePrimaryRegion: Operation<"UpdatePrimaryRegion"> = async ({ KeyId, PrimaryRegion }, call) => {
  await changeFamily(KeyId, call, "UpdatePrimaryRegion", async (key, transaction) => {
    if (!key.multiRegion) throw notPrimary(key.arn);
    checkPrimary(key);
    checkNotDisabled(key);
    checkUsable(key);
    const next = await transaction.findKey({ ...key.name, region: PrimaryRegion });
    if (!next) throw keyNotFound(keyArn({ ...key.name, region: PrimaryRegion }));
    checkUsable(next);
    if (key.rotation) {
      await transaction.cancel(...rotationTimerOf(key.name));
      await transaction.schedule(rotationTimer({ ...next, rotation: key.rotation }));
    }
    return { ...key, multiRegion: { ...key.multiRegion, primaryRegion: PrimaryRegion } };
  });
  return {};
};
