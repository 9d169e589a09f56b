// GetResourcePolicy: the policy as it was put. Recorded through moto's cases: an empty object when there is none.
import type { Operation } from "../context.ts";
import { getResource, resourceOf } from "../resource.ts";

const NONE = "{}";

export const getResourcePolicy: Operation<"GetResourcePolicy"> = async (input, { account, region, context }) => {
  const { policy } = await getResource(resourceOf(input.ResourceARN, { account, region }), context);
  return { Policy: policy ?? NONE };
};
