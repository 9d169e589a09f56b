// RotateKeyOnDemand: new material at once, or the imported material that waits for it. Automatic rotation goes on as it did.
import { changeFamily } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { invalidState, limitExceeded } from "../errors.ts";
import { findOwnKey } from "../find-key.ts";
import type { Key } from "../key.ts";
import { checkNotDisabled, checkUsable } from "../key-state.ts";
import { ON_DEMAND_ROTATIONS_MAX } from "../limits.ts";
import { checkPrimary, checkRotates, freshMaterial, rotated } from "../rotation.ts";

export const rotateKeyOnDemand: Operation<"RotateKeyOnDemand"> = async ({ KeyId }, call) => {
  const { context } = call;
  const before = await findOwnKey(KeyId, call, "RotateKeyOnDemand");
  check(before);
  const fresh = before.origin === "EXTERNAL" ? undefined : await freshMaterial(before, context);
  const key = await changeFamily(KeyId, call, "RotateKeyOnDemand", (current) => {
    check(current);
    const material = fresh ?? pendingMaterial(current);
    const onDemandRotations = current.onDemandRotations + 1;
    return { ...rotated(current, material, context.clock.now(), "ON_DEMAND"), onDemandRotations };
  });
  return { KeyId: key.arn };
};

/** Texts and order: recorded. */
function check(key: Key): void {
  checkNotDisabled(key);
  checkRotates(key, ["AWS_KMS", "EXTERNAL"]);
  checkPrimary(key);
  checkUsable(key);
  if (key.onDemandRotations >= ON_DEMAND_ROTATIONS_MAX)
    throw limitExceeded(
      "The on-demand rotations limit has been reached for the given keyId. " +
        `No more on-demand rotations can be performed for this key: ${key.arn}`,
    );
}

function pendingMaterial({ materials, arn }: Key) {
  const pending = materials.find(({ state, wrapped }) => state === "PENDING_ROTATION" && wrapped);
  if (!pending) throw invalidState(`No available key material pending rotation for the key: ${arn}.`);
  return pending;
}
