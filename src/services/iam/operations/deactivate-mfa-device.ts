// DeactivateMFADevice: takes a device from its user. It stays, and can be enabled again.
import type { Operation } from "../context.ts";
import { isRootDevice, mfaDeviceOf, mfaOwnerNamed, sameOwner } from "../mfa-device.ts";
import { mfaDeviceNotFound } from "../provider-errors.ts";
import { mfaDevices } from "../store/providers.ts";

export const deactivateMFADevice: Operation<"DeactivateMFADevice"> = async ({ SerialNumber, UserName }, call) => {
  const isRoot = call.caller.kind === "root" && isRootDevice(SerialNumber);
  await call.context.store.write(async (transaction) => {
    const owner = await mfaOwnerNamed(transaction, call, isRoot ? undefined : UserName);
    const row = await mfaDeviceOf(transaction, call, SerialNumber);
    if (!sameOwner(row.owner, owner)) throw mfaDeviceNotFound(SerialNumber);
    const free = { ...row, owner: undefined, enabledMs: undefined, drift: 0 };
    mfaDevices.put(transaction, [call.account, SerialNumber], free);
  });
  return {};
};
