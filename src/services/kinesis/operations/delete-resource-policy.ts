// DeleteResourcePolicy.
import type { Operation } from "../context.ts";
import { policyNotFound, streamNotActive } from "../errors.ts";
import { policyStream } from "../resource-policy.ts";

export const deleteResourcePolicy: Operation<"DeleteResourcePolicy"> = async (input, { account, region, context }) => {
  const { ResourceARN: arn } = input;
  const key = policyStream(arn, { account, region });
  await context.store.change(key, ({ policy, ...row }) => {
    if (row.status !== "ACTIVE") throw streamNotActive(key, row.status);
    if (policy === undefined) throw policyNotFound(arn);
    return { row };
  });
  return {};
};
