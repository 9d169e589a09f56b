// GetResourcePolicy: the policy as it was put. Recorded through moto's cases: an empty object when there is none.
import type { Operation } from "../context.ts";
import { policyStream } from "../resource-policy.ts";

const NONE = "{}";

export const getResourcePolicy: Operation<"GetResourcePolicy"> = async (input, { account, region, context }) => {
  const stream = await context.store.get(policyStream(input.ResourceARN, { account, region }));
  return { Policy: stream.policy ?? NONE };
};
