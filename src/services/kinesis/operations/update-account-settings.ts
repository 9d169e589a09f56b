// UpdateAccountSettings: begins or ends the account's commitment to a minimum throughput.
import { changeCommitment, describeCommitment } from "../account-settings.ts";
import type { Operation } from "../context.ts";

export const updateAccountSettings: Operation<"UpdateAccountSettings"> = async (
  input,
  { account, region, context: { store, clock } },
) => {
  const { Status: wanted } = input.MinimumThroughputBillingCommitment;
  const nowMs = clock.now();
  const row = await store.accountSettings.change({ account, region }, (now) => changeCommitment(now, wanted, nowMs));
  return { MinimumThroughputBillingCommitment: describeCommitment(row, nowMs) };
};
