// ListMFADevices: the devices that a user has enabled, without a name the caller's own.
import type { MFADevice } from "@aws-sdk/client-iam";
import type { Operation } from "../context.ts";
import { devicesOf, mfaOwnerNamed } from "../mfa-device.ts";
import { pageOfList } from "../paging.ts";
import { allUsers } from "../store/entities.ts";
import type { MfaDeviceRow } from "../store/provider-rows.ts";

/** Inferred: the member is required, and the root user has no name. */
const ROOT_NAME = "root";

export const listMFADevices: Operation<"ListMFADevices"> = async (input, call) => {
  const { reads } = call.context.store;
  const owner = await mfaOwnerNamed(reads, call, input.UserName);
  const id = owner.kind === "root" ? ROOT_NAME : owner.userId;
  const user = owner.kind === "root" ? undefined : await allUsers.findById(reads, call.account, owner.userId);
  const all: MfaDeviceRow[] = [];
  for await (const row of devicesOf(reads, call.account, owner)) all.push(row);
  const { items, rest } = await pageOfList(call, `ListMFADevices/${id}`, input, all);
  const view = (row: MfaDeviceRow): MFADevice => ({
    UserName: user?.name ?? ROOT_NAME,
    SerialNumber: row.serialNumber,
    EnableDate: new Date(row.enabledMs ?? row.createdMs),
  });
  return { MFADevices: items.map(view), ...rest };
};
