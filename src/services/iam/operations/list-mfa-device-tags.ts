// ListMFADeviceTags: the tags of an MFA device in the order of their keys, in pages.
import type { Operation } from "../context.ts";
import { mfaDeviceOf } from "../mfa-device.ts";
import { pageOfList } from "../paging.ts";
import { sortedTags } from "../tags.ts";

export const listMFADeviceTags: Operation<"ListMFADeviceTags"> = async (input, call) => {
  const row = await mfaDeviceOf(call.context.store.reads, call, input.SerialNumber);
  const listing = `ListMFADeviceTags/${row.serialNumber}`;
  const { items, rest } = await pageOfList(call, listing, input, sortedTags(row.tags));
  return { Tags: items, ...rest };
};
