// TagMFADevice: adds tags to an MFA device, or replaces those of the same keys.
import type { Operation } from "../context.ts";
import { mfaDeviceOf } from "../mfa-device.ts";
import { mfaDevices } from "../store/providers.ts";
import { addTags } from "../tags.ts";

export const tagMFADevice: Operation<"TagMFADevice"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await mfaDeviceOf(transaction, call, input.SerialNumber);
    const tags = addTags(row.tags, input.Tags, "folded");
    mfaDevices.put(transaction, [call.account, row.serialNumber], { ...row, tags });
  });
  return {};
};
