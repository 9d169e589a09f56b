// DescribeSubscriptionFilters: of a group, by their names.
import type { Operation } from "../context.ts";
import { DESCRIBED_DEFAULT } from "../limits.ts";
import { Listing } from "../listing.ts";

export const describeSubscriptionFilters: Operation<"DescribeSubscriptionFilters"> = async (input, call) => {
  const { account, region, context } = call;
  const group = await context.store.groups.get({ account, region, name: input.logGroupName });
  const listing = new Listing<string>(context.host.paging, `logs.SubscriptionFilters/${group.id}`, input.nextToken);
  const after = listing.position ?? "";
  const filters = group.subscriptionFilters.filter(({ name }) => name > after);
  const { page, nextToken } = await listing.page(filters, {
    limit: input.limit ?? DESCRIBED_DEFAULT,
    inRange: () => true,
    wanted: ({ name }) => name.startsWith(input.filterNamePrefix ?? ""),
    positionOf: ({ name }) => name,
  });
  const subscriptionFilters = page.map(({ name, pattern, destinationArn, roleArn, distribution, createdAtMs }) => ({
    filterName: name,
    logGroupName: group.key.name,
    filterPattern: pattern,
    destinationArn,
    ...(roleArn !== undefined && { roleArn }),
    distribution,
    applyOnTransformedLogs: false,
    creationTime: createdAtMs,
  }));
  return { subscriptionFilters, ...nextToken };
};
