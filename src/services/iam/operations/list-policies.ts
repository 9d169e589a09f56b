// ListPolicies: a customer's own managed policies and AWS's, filtered.
import type { Reads } from "../../../engines/keyvalue/keyvalue.ts";
import { partitionOf } from "../../../kit/arn.ts";
import type { Call, Operation } from "../context.ts";
import { awsManagedPolicies } from "../managed-policies/managed-policies.ts";
import { pageOf } from "../paging.ts";
import { policyView } from "../policy-view.ts";
import { allPolicies } from "../store/entities.ts";
import {
  awsPolicyAsManaged,
  countUsage,
  customerPolicy,
  type ManagedPolicy,
  type UsageCounts,
} from "../store/managed.ts";

/** Of a policy: its side and name, which order the listing. */
type Position = `${"0" | "1"}${string}`;

interface Listed {
  readonly position: Position;
  readonly policy: ManagedPolicy;
  readonly usage: UsageCounts;
}

export const listPolicies: Operation<"ListPolicies"> = async (input, call) => {
  const { account, context } = call;
  const { reads } = context.store;
  const { Scope = "All", OnlyAttached = false, PathPrefix = "/", PolicyUsageFilter } = input;
  const isListed = ({ policy, usage }: Listed): boolean => {
    const used = PolicyUsageFilter === "PermissionsBoundary" ? usage.boundaries : usage.attachments;
    return policy.path.startsWith(PathPrefix) && ((!OnlyAttached && PolicyUsageFilter === undefined) || used > 0);
  };
  const { items, rest } = await pageOf(
    call,
    `ListPolicies/${Scope}`,
    input,
    (after: Position | undefined) => filtered(policiesOf(call, Scope, after), reads, account, isListed),
    ({ position }) => position,
  );
  return { Policies: items.map(({ policy, usage }) => policyView(policy, usage)), ...rest };
};

async function* filtered(
  policies: AsyncIterable<Omit<Listed, "usage">>,
  reads: Reads,
  account: string,
  isListed: (listed: Listed) => boolean,
): AsyncGenerator<Listed> {
  for await (const each of policies) {
    const listed = { ...each, usage: await countUsage(reads, account, each.policy.arn) };
    if (isListed(listed)) yield listed;
  }
}

/** The customer's own by name, then AWS's by ARN. */
async function* policiesOf(
  { account, region, context }: Call,
  scope: string,
  after: Position = "0",
): AsyncGenerator<Omit<Listed, "usage">> {
  const name = after.slice(1);
  if (scope !== "AWS" && after.startsWith("0"))
    for await (const row of allPolicies.list(context.store.reads, account, name === "" ? undefined : name))
      yield { position: `0${row.name}`, policy: customerPolicy(account, row) };
  if (scope === "Local") return;
  for (const policy of awsManagedPolicies(partitionOf(region)))
    if (after.startsWith("0") || `${policy.path}${policy.name}` > name)
      yield { position: `1${policy.path}${policy.name}`, policy: awsPolicyAsManaged(policy) };
}
