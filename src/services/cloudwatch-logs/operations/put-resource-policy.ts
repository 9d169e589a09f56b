// PutResourcePolicy: a policy of the account, for services and other accounts that write logs.
import type { Operation } from "../context.ts";
import { invalidParameter, limitExceeded, notBuiltHere } from "../errors.ts";
import { RESOURCE_POLICIES_MAX } from "../limits.ts";
import { parseResourcePolicy } from "../resource-policy.ts";

export const putResourcePolicy: Operation<"PutResourcePolicy"> = async (input, { account, region, context }) => {
  const { policyName: name, policyDocument: document } = input;
  if (input.resourceArn !== undefined) throw notBuiltHere("Resource policies of single log groups are not built.");
  if (name === undefined || document === undefined)
    throw invalidParameter("policyName and policyDocument are required.");
  parseResourcePolicy(document);
  const policies = await context.store.policies.list({ account, region });
  if (!policies.some((policy) => policy.name === name) && policies.length >= RESOURCE_POLICIES_MAX)
    throw limitExceeded();
  const lastUpdatedTime = context.host.clock.now();
  await context.store.policies.put({ account, region }, { name, document, updatedAtMs: lastUpdatedTime });
  return { resourcePolicy: { policyName: name, policyDocument: document, lastUpdatedTime, policyScope: "ACCOUNT" } };
};
