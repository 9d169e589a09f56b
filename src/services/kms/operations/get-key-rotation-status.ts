// GetKeyRotationStatus: whether a key rotates by itself, how often, and when next.
import type { Operation } from "../context.ts";
import { findKeyById } from "../find-key.ts";
import { checkRotates } from "../rotation.ts";

export const getKeyRotationStatus: Operation<"GetKeyRotationStatus"> = async ({ KeyId }, call) => {
  const key = await findKeyById(KeyId, call);
  checkRotates(key, ["AWS_KMS", "EXTERNAL"]);
  const { rotation } = key;
  return {
    KeyId: key.arn,
    KeyRotationEnabled: rotation !== undefined,
    ...(rotation && { RotationPeriodInDays: rotation.periodDays, NextRotationDate: new Date(rotation.nextMs) }),
  };
};
