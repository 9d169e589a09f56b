// DescribeAccountSettings: no account has a billing commitment, since UpdateAccountSettings is not built.
import type { Operation } from "../context.ts";

export const describeAccountSettings: Operation<"DescribeAccountSettings"> = async () => ({
  MinimumThroughputBillingCommitment: { Status: "DISABLED" },
});
