// PutResourcePolicy: who else may use a stream; it replaces the policy that was there.
import type { Operation } from "../context.ts";
import { streamNotActive } from "../errors.ts";
import { checkResourcePolicy, policyStream } from "../resource-policy.ts";

export const putResourcePolicy: Operation<"PutResourcePolicy"> = async (input, { account, region, context }) => {
  const { ResourceARN: arn, Policy: policy } = input;
  const key = policyStream(arn, { account, region });
  checkResourcePolicy(policy, arn);
  await context.store.change(key, (row) => {
    if (row.status !== "ACTIVE") throw streamNotActive(key, row.status);
    return { row: { ...row, policy } };
  });
  return {};
};
