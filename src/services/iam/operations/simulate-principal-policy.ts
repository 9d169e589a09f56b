// SimulatePrincipalPolicy: what a user, group or role may do, with further policies if some are given.
import type { Operation } from "../context.ts";
import { simulate } from "../simulate.ts";
import {
  callerOf,
  isBoundaryExcluded,
  isExcluded,
  type PolicyIdentifier,
  simulatedPrincipal,
} from "../simulated-principal.ts";

export const simulatePrincipalPolicy: Operation<"SimulatePrincipalPolicy"> = async (input, call) => {
  const { account, context } = call;
  const principal = await simulatedPrincipal(context.store.reads, account, input.PolicySourceArn);
  const excluded: readonly PolicyIdentifier[] = input.PolicyExclusionList ?? [];
  return simulate(call, input, {
    listing: `SimulatePrincipalPolicy/${principal.row.id}`,
    policies: principal.policies.filter((policy) => !isExcluded(policy, excluded)),
    boundary: isBoundaryExcluded(excluded) ? undefined : principal.boundary,
    caller: callerOf(account, principal),
    isUser: principal.kind === "user",
  });
};
