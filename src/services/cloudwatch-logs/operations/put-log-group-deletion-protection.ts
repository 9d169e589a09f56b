// PutLogGroupDeletionProtection.
import type { Operation } from "../context.ts";
import { keyOfIdentifier } from "../group.ts";

export const putLogGroupDeletionProtection: Operation<"PutLogGroupDeletionProtection"> = async (input, call) => {
  const { deletionProtectionEnabled: isDeletionProtected } = input;
  const key = keyOfIdentifier(input.logGroupIdentifier, call);
  await call.context.store.groups.change(key, (row) => ({ row: { ...row, isDeletionProtected } }));
  return {};
};
