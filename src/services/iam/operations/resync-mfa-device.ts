// ResyncMFADevice: two codes one after the other tell how far a device's clock is off.
import type { Operation } from "../context.ts";
import { mfaDeviceOf, mfaOwnerNamed, isRootDevice, sameOwner, seedOf } from "../mfa-device.ts";
import { invalidAuthenticationCode, mfaDeviceNotFound } from "../provider-errors.ts";
import { MFA_RESYNC_STEPS_MAX } from "../provider-limits.ts";
import { mfaDevices } from "../store/providers.ts";
import { counterAt, counterOf } from "../totp.ts";

export const resyncMFADevice: Operation<"ResyncMFADevice"> = async (input, call) => {
  const { account, caller, context } = call;
  const { store, clock } = context;
  const codes = [input.AuthenticationCode1, input.AuthenticationCode2];
  const isRoot = caller.kind === "root" && isRootDevice(input.SerialNumber);
  await store.write(async (transaction) => {
    const owner = await mfaOwnerNamed(transaction, call, isRoot ? undefined : input.UserName);
    const row = await mfaDeviceOf(transaction, call, input.SerialNumber);
    if (!sameOwner(row.owner, owner)) throw mfaDeviceNotFound(input.SerialNumber);
    const now = counterAt(clock.now());
    const window = { from: now - MFA_RESYNC_STEPS_MAX, to: now + MFA_RESYNC_STEPS_MAX };
    const seed = seedOf(store.sealing, row);
    const first = seed && counterOf(seed, codes, window);
    if (first === undefined) throw invalidAuthenticationCode();
    const next = { ...row, drift: first + 1 - now, lastCounter: Math.max(row.lastCounter, first + 1) };
    mfaDevices.put(transaction, [account, row.serialNumber], next);
  });
  return {};
};
