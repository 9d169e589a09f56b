// Managed policies by ARN: a customer's own, and AWS's.
import type { Reads } from "../../../engines/keyvalue/keyvalue.ts";
import { arnOf, parseEntityArn } from "../entity.ts";
import { allPolicies } from "./entities.ts";
import type { PolicyRow } from "./rows.ts";
import { policyVersions } from "./tables.ts";

export interface FoundPolicy {
  readonly account: string;
  readonly row: PolicyRow;
}

/** A customer's own policy. */
export async function findCustomerPolicy(reads: Reads, arn: string): Promise<FoundPolicy | undefined> {
  const named = parseEntityArn(arn);
  if (named?.kind !== "policy") return undefined;
  const row = await allPolicies.find(reads, named.account, named.name);
  return row && arnOf("policy", named.account, row) === arn ? { account: named.account, row } : undefined;
}

/** JSON of the default version. */
export async function managedDocument(reads: Reads, arn: string): Promise<string | undefined> {
  const found = await findCustomerPolicy(reads, arn);
  if (!found) return undefined;
  const { account, row } = found;
  return (await policyVersions.get(reads, [account, row.id, row.defaultVersion]))?.document;
}
