// A customer's managed policy that is to be changed: AWS's own cannot be.
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import type { Call } from "./context.ts";
import { awsPolicy, policyNotFound } from "./errors.ts";
import { findManaged } from "./store/managed.ts";
import type { PolicyRow } from "./store/rows.ts";

/** Errors: NoSuchEntity, AccessDenied. */
export async function customerRow(
  reads: Reads,
  { account, caller }: Call,
  arn: string,
  operation: string,
  missing: () => Error = () => policyNotFound(arn),
): Promise<PolicyRow> {
  const policy = await findManaged(reads, account, arn);
  if (!policy) throw missing();
  if (!policy.customer) throw awsPolicy(operation, arn, caller.arn);
  return policy.customer;
}

/** `v3` is 3. Further parts, which the pattern allows, name no version. */
export function versionNumber(id: string): number | undefined {
  const [, digits] = /^v(\d+)$/.exec(id) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
