// EnableMFADevice: gives a device to a user who shows that he has it, by two codes one after the other.
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { quotaExceeded } from "../errors.ts";
import { devicesOf, isRootDevice, mfaDeviceOf, mfaOwnerNamed, seedOf } from "../mfa-device.ts";
import { invalidAuthenticationCode, mfaDeviceInUse } from "../provider-errors.ts";
import { MFA_DEVICES_PER_USER_MAX, MFA_ENABLE_STEPS_MAX } from "../provider-limits.ts";
import { mfaDevices } from "../store/providers.ts";
import { counterAt, counterOf } from "../totp.ts";

export const enableMFADevice: Operation<"EnableMFADevice"> = async (input, call) => {
  const { account, caller, context } = call;
  const { store, clock } = context;
  const codes = [input.AuthenticationCode1, input.AuthenticationCode2];
  const isRoot = caller.kind === "root" && isRootDevice(input.SerialNumber);
  await store.write(async (transaction) => {
    const owner = await mfaOwnerNamed(transaction, call, isRoot ? undefined : input.UserName);
    const row = await mfaDeviceOf(transaction, call, input.SerialNumber);
    if (row.owner) throw mfaDeviceInUse();
    let count = 0;
    for await (const _ of devicesOf(transaction, account, owner)) count++;
    if (count >= MFA_DEVICES_PER_USER_MAX) throw quotaExceeded("MFADevicesPerUser", MFA_DEVICES_PER_USER_MAX);

    const now = counterAt(clock.now());
    const window = { from: now - MFA_ENABLE_STEPS_MAX - 1, to: now + MFA_ENABLE_STEPS_MAX - 1 };
    const seed = seedOf(store.sealing, row);
    const first = seed && counterOf(seed, codes, window);
    if (first === undefined) throw invalidAuthenticationCode();
    mfaDevices.put(transaction, [account, row.serialNumber], {
      ...row,
      owner,
      enabledMs: wholeSecondMs(clock),
      drift: first + 1 - now,
      lastCounter: first + 1,
    });
  });
  return {};
};
