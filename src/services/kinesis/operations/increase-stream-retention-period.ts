// IncreaseStreamRetentionPeriod: for records to come and those that have not expired yet.
import type { Operation } from "../context.ts";
import { changeRetention } from "../retention.ts";

export const increaseStreamRetentionPeriod: Operation<"IncreaseStreamRetentionPeriod"> = async (input, call) => {
  await changeRetention(input, call, "increase");
  return {};
};
