// DescribeAccountSettings: the account's commitment to a minimum throughput.
import { describeCommitment } from "../account-settings.ts";
import type { Operation } from "../context.ts";

export const describeAccountSettings: Operation<"DescribeAccountSettings"> = async (
  _input,
  { account, region, context: { store, clock } },
) => {
  const row = await store.accountSettings.find({ account, region });
  return { MinimumThroughputBillingCommitment: describeCommitment(row, clock.now()) };
};
