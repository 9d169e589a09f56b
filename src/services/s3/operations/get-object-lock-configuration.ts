// GetObjectLockConfiguration.
import type { Operation } from "../context.ts";
import { objectLockConfigurationNotFound } from "../lock-errors.ts";
import { requireBucket } from "../store/buckets.ts";

export const getObjectLockConfiguration: Operation<"GetObjectLockConfiguration"> = async (input, { context }) => {
  const { name, objectLock } = await requireBucket(context.keyvalue, input);
  if (objectLock === undefined) throw objectLockConfigurationNotFound(name);
  const { defaultRetention } = objectLock;
  if (defaultRetention === undefined) return { ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } };
  const { mode: Mode, days: Days, years: Years } = defaultRetention;
  return {
    ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode, Days, Years } } },
  };
};
