// CreateVirtualMFADevice: a seed for a device that shows one-time passwords. It is shown here and never again.
import { partitionOf } from "../../../kit/arn.ts";
import { bytes } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { quotaExceeded } from "../errors.ts";
import { sealSeed, serialNumberOf } from "../mfa-device.ts";
import { pngOf } from "../png.ts";
import { mfaDeviceExists } from "../provider-errors.ts";
import { VIRTUAL_MFA_DEVICES_MAX } from "../provider-limits.ts";
import { qrCode } from "../qr-code.ts";
import type { MfaDeviceRow } from "../store/provider-rows.ts";
import { mfaDevices } from "../store/providers.ts";
import { addTags, givenTags } from "../tags.ts";
import { base32Of, SEED_BYTES } from "../totp.ts";

export const createVirtualMFADevice: Operation<"CreateVirtualMFADevice"> = async (
  input,
  { account, region, context },
) => {
  const { VirtualMFADeviceName: name, Path: path = "/" } = input;
  const { store, clock } = context;
  const serialNumber = serialNumberOf(account, { path, name, partition: partitionOf(region) });
  const seed = bytes(SEED_BYTES);
  const row: MfaDeviceRow = {
    serialNumber,
    createdMs: wholeSecondMs(clock),
    sealedSeed: sealSeed(store.sealing, serialNumber, seed),
    tags: addTags([], input.Tags, "folded"),
    owner: undefined,
    enabledMs: undefined,
    drift: 0,
    lastCounter: 0,
  };
  await store.write(async (transaction) => {
    if (await mfaDevices.find(transaction, account, serialNumber)) throw mfaDeviceExists();
    if ((await mfaDevices.count(transaction, account)) >= VIRTUAL_MFA_DEVICES_MAX)
      throw quotaExceeded("VirtualMFADevicesPerAccount", VIRTUAL_MFA_DEVICES_MAX);
    mfaDevices.put(transaction, [account, serialNumber], row);
  });
  return {
    VirtualMFADevice: {
      SerialNumber: serialNumber,
      Base32StringSeed: Buffer.from(base32Of(seed)),
      QRCodePNG: qrCodePng(name, account, base32Of(seed)),
      Tags: givenTags(row.tags),
    },
  };
};

/** Documented: what the code says. Undefined for a name that is too long for one. */
function qrCodePng(name: string, account: string, secret: string): Buffer | undefined {
  const rows = qrCode(`otpauth://totp/${name}@${account}?secret=${secret}`);
  return rows && pngOf(rows, { scale: 4, margin: 4 });
}
