// GetObjectRetention.
import type { Operation } from "../context.ts";
import { lockConfigurationMissing, noObjectLock } from "../lock-errors.ts";
import { checkKeySize } from "../object-key.ts";
import { findObject } from "../store/objects.ts";

export const getObjectRetention: Operation<"GetObjectRetention"> = async (input, { context }) => {
  checkKeySize(input.Key);
  const { bucket, row } = await findObject(context.keyvalue, input);
  if (bucket.objectLock === undefined) throw lockConfigurationMissing();
  if (row.retention === undefined) throw noObjectLock();
  return { Retention: { Mode: row.retention.mode, RetainUntilDate: row.retention.until } };
};
