// DecreaseStreamRetentionPeriod: records that are older than the new period expire at once.
import type { Operation } from "../context.ts";
import { changeRetention } from "../retention.ts";

export const decreaseStreamRetentionPeriod: Operation<"DecreaseStreamRetentionPeriod"> = async (input, call) => {
  await changeRetention(input, call, "decrease");
  return {};
};
