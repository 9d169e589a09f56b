// GetObjectLegalHold.
import type { Operation } from "../context.ts";
import { lockConfigurationMissing, noObjectLock } from "../lock-errors.ts";
import { checkKeySize } from "../object-key.ts";
import { findObject } from "../store/objects.ts";

export const getObjectLegalHold: Operation<"GetObjectLegalHold"> = async (input, { context }) => {
  checkKeySize(input.Key);
  const { bucket, row } = await findObject(context.keyvalue, input);
  if (bucket.objectLock === undefined) throw lockConfigurationMissing();
  if (row.legalHold === undefined) throw noObjectLock();
  return { LegalHold: { Status: row.legalHold } };
};
