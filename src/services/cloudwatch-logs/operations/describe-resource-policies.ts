// DescribeResourcePolicies: of the account, by their names.
import type { Operation } from "../context.ts";
import { DESCRIBED_DEFAULT } from "../limits.ts";
import { Listing } from "../listing.ts";

export const describeResourcePolicies: Operation<"DescribeResourcePolicies"> = async (input, call) => {
  const { account, region, context } = call;
  const listing = new Listing<string>(
    context.host.paging,
    `logs.ResourcePolicies/${account}/${region}`,
    input.nextToken,
  );
  const after = listing.position ?? "";
  const ofResources = input.policyScope === "RESOURCE" || input.resourceArn !== undefined;
  const policies = ofResources ? [] : await context.store.policies.list({ account, region });
  const { page, nextToken } = await listing.page(
    policies.filter(({ name }) => name > after),
    {
      limit: input.limit ?? DESCRIBED_DEFAULT,
      inRange: () => true,
      wanted: () => true,
      positionOf: ({ name }) => name,
    },
  );
  const resourcePolicies = page.map(({ name, document, updatedAtMs }) => ({
    policyName: name,
    policyDocument: document,
    lastUpdatedTime: updatedAtMs,
    policyScope: "ACCOUNT" as const,
  }));
  return { resourcePolicies, ...nextToken };
};
