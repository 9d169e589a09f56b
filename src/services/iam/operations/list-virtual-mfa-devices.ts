// ListVirtualMFADevices: the virtual devices of an account, those in use with whom they belong to. Recorded: without tags.
import type { VirtualMFADevice } from "@aws-sdk/client-iam";
import type { Operation } from "../context.ts";
import { ownerView } from "../mfa-device.ts";
import { pageOfList } from "../paging.ts";
import type { MfaDeviceRow } from "../store/provider-rows.ts";
import { mfaDevices } from "../store/providers.ts";

export const listVirtualMFADevices: Operation<"ListVirtualMFADevices"> = async (input, call) => {
  const { AssignmentStatus: status = "Any" } = input;
  const { account, context } = call;
  const { reads } = context.store;
  // A page goes by its place in the list: serial numbers are longer than markers may be.
  const all: MfaDeviceRow[] = [];
  for await (const row of mfaDevices.list(reads, [account])) if (hasStatus(row, status)) all.push(row);
  const { items, rest } = await pageOfList(call, `ListVirtualMFADevices/${status}`, input, all);
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

const hasStatus = ({ owner }: MfaDeviceRow, status: string): boolean =>
  status === "Any" || (status === "Assigned") === (owner !== undefined);
