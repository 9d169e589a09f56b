// GetResourcePolicies: the catalog's policy. Those that AWS Resource Access Manager sets for single resources do not exist here.
import type { Operation } from "../context.ts";
import { resourcePolicyView } from "../views.ts";
import { PAGE_ENTRIES } from "../limits.ts";
import { pageOf } from "../scope.ts";
import { findPolicy } from "../store/resource-policies.ts";

export const getResourcePolicies: Operation<"GetResourcePolicies"> = async (input, call) => {
  pageOf<string>(call, ["GetResourcePolicies"], input, PAGE_ENTRIES.databases);
  const policy = await findPolicy(call.context.keyvalue, call);
  return { GetResourcePoliciesResponseList: policy ? [resourcePolicyView(policy)] : [] };
};
