// GetMFADevice: whose device it is and since when.
import type { Operation } from "../context.ts";
import { mfaDeviceOf, mfaOwnerNamed, sameOwner } from "../mfa-device.ts";
import { mfaDeviceNotFound } from "../provider-errors.ts";
import { allUsers } from "../store/entities.ts";

export const getMFADevice: Operation<"GetMFADevice"> = async ({ SerialNumber, UserName }, call) => {
  const { reads } = call.context.store;
  const row = await mfaDeviceOf(reads, call, SerialNumber);
  if (UserName !== undefined && !sameOwner(row.owner, await mfaOwnerNamed(reads, call, UserName)))
    throw mfaDeviceNotFound(SerialNumber);
  const user = row.owner?.kind === "user" ? await allUsers.findById(reads, call.account, row.owner.userId) : undefined;
  return {
    SerialNumber,
    ...(user && { UserName: user.name }),
    ...(row.enabledMs !== undefined && { EnableDate: new Date(row.enabledMs) }),
  };
};
