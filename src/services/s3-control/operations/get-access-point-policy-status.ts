// GetAccessPointPolicyStatus: whether the policy lets the public in.
import type { Operation } from "../context.ts";
import { noSuchPolicy } from "../errors.ts";
import { named } from "../named.ts";
import { requireAccessPoint } from "../store.ts";

export const getAccessPointPolicyStatus: Operation<"GetAccessPointPolicyStatus"> = async (input, call) => {
  const { policy } = await requireAccessPoint(call.context.keyvalue, named(input, call));
  if (policy === undefined) throw noSuchPolicy(input.Name);
  return { PolicyStatus: { IsPublic: policy.isPublic } };
};
