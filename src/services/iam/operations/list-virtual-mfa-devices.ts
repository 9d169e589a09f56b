// ListVirtualMFADevices: the virtual devices of an account, those in use with whom they belong to. Recorded: without tags.
import type { VirtualMFADevice } from "@aws-sdk/client-iam";
import type { Operation } from "../context.ts";
import { ownerView } from "../mfa-device.ts";
import { pageOf } from "../paging.ts";
import type { MfaDeviceRow } from "../store/provider-rows.ts";
import { mfaDevices } from "../store/providers.ts";

export const listVirtualMFADevices: Operation<"ListVirtualMFADevices"> = async (input, call) => {
  const { AssignmentStatus: status = "Any" } = input;
  const { account, context } = call;
  const { reads } = context.store;
  const { items, rest } = await pageOf(
    call,
    `ListVirtualMFADevices/${status}`,
    input,
    (after: string | undefined) => assigned(status, mfaDevices.list(reads, [account], after)),
    (row) => row.serialNumber,
  );
  const devices: VirtualMFADevice[] = [];
  for (const row of items) {
    const user = await ownerView(reads, account, row);
    devices.push({
      SerialNumber: row.serialNumber,
      ...(user && { User: user }),
      ...(row.enabledMs !== undefined && { EnableDate: new Date(row.enabledMs) }),
    });
  }
  return { VirtualMFADevices: devices, ...rest };
};

async function* assigned(status: string, rows: AsyncIterable<MfaDeviceRow>): AsyncGenerator<MfaDeviceRow> {
  for await (const row of rows)
    if (status === "Any" || (status === "Assigned") === (row.owner !== undefined)) yield row;
}
