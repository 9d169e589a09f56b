// DeleteVirtualMFADevice: of a device that nobody uses.
import type { Operation } from "../context.ts";
import { mfaDeviceOf } from "../mfa-device.ts";
import { mfaDeviceStillInUse } from "../provider-errors.ts";
import { mfaDevices } from "../store/providers.ts";

export const deleteVirtualMFADevice: Operation<"DeleteVirtualMFADevice"> = async ({ SerialNumber }, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await mfaDeviceOf(transaction, call, SerialNumber);
    if (row.owner) throw mfaDeviceStillInUse();
    mfaDevices.delete(transaction, call.account, SerialNumber);
  });
  return {};
};
