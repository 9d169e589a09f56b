// The resource policy of an account's catalog: there is one a region.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { policyConditionFailed, policyNotFound } from "../errors.ts";
import type { Scope } from "../scope.ts";
import type { ResourcePolicyRow } from "./rows.ts";
import { resourcePolicies, within } from "./tables.ts";

const policyKey = (scope: Scope): (string | number)[] => within(scope, "catalog");

export const findPolicy = (reads: Reads, scope: Scope): Promise<ResourcePolicyRow | undefined> =>
  resourcePolicies.get(reads, policyKey(scope));

/** Errors: EntityNotFoundException. */
export async function requirePolicy(reads: Reads, scope: Scope): Promise<ResourcePolicyRow> {
  const policy = await findPolicy(reads, scope);
  if (policy === undefined) throw policyNotFound();
  return policy;
}

/** Errors: ConditionCheckFailureException. */
export function checkHash(policy: ResourcePolicyRow | undefined, wanted: string | undefined): void {
  if (wanted !== undefined && policy?.hash !== wanted)
    throw policyConditionFailed("Policy hash does not match the current policy");
}

export const putPolicy = (transaction: Transaction, scope: Scope, row: ResourcePolicyRow): void =>
  resourcePolicies.put(transaction, policyKey(scope), row);

export const deletePolicy = (transaction: Transaction, scope: Scope): void =>
  resourcePolicies.delete(transaction, policyKey(scope));
