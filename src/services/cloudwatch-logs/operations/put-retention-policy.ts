// PutRetentionPolicy: how many days events are kept.
import type { Operation } from "../context.ts";
import { invalidRetention } from "../errors.ts";
import { RETENTION_DAYS } from "../limits.ts";
import { expiring } from "../timers.ts";

export const putRetentionPolicy: Operation<"PutRetentionPolicy"> = async (input, { account, region, context }) => {
  const key = { account, region, name: input.logGroupName };
  const { retentionInDays: retentionDays } = input;
  if (!RETENTION_DAYS.includes(retentionDays)) throw invalidRetention(RETENTION_DAYS);
  await context.store.groups.change(key, (row) => ({
    row: { ...row, retentionDays },
    timers: [expiring({ key, id: row.id }, context.host.clock.now())],
  }));
  return {};
};
