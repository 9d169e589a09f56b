// GetResourcePolicy: the catalog's policy as it was put.
import type { Operation } from "../context.ts";
import { resourcePolicyView } from "../views.ts";
import { refuseResourceArn } from "../resource-policy.ts";
import { requirePolicy } from "../store/resource-policies.ts";

export const getResourcePolicy: Operation<"GetResourcePolicy"> = async (input, call) => {
  refuseResourceArn(input.ResourceArn);
  return resourcePolicyView(await requirePolicy(call.context.keyvalue, call));
};
