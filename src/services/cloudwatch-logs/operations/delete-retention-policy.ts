// DeleteRetentionPolicy: events are kept for ever.
import type { Operation } from "../context.ts";

export const deleteRetentionPolicy: Operation<"DeleteRetentionPolicy"> = async (
  input,
  { account, region, context },
) => {
  const key = { account, region, name: input.logGroupName };
  await context.store.groups.change(key, (row) => ({ row: { ...row, retentionDays: undefined } }));
  return {};
};
