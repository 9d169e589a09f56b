// UntagMFADevice: takes tags off an MFA device.
import type { Operation } from "../context.ts";
import { mfaDeviceOf } from "../mfa-device.ts";
import { mfaDevices } from "../store/providers.ts";
import { removeTags } from "../tags.ts";

export const untagMFADevice: Operation<"UntagMFADevice"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await mfaDeviceOf(transaction, call, input.SerialNumber);
    const tags = removeTags(row.tags, input.TagKeys, "folded");
    mfaDevices.put(transaction, [call.account, row.serialNumber], { ...row, tags });
  });
  return {};
};
