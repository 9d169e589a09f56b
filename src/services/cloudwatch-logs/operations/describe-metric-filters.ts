// DescribeMetricFilters: of a group or of all, by name or by metric.
import type { Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import type { Group, MetricFilter } from "../group.ts";
import { DESCRIBED_DEFAULT } from "../limits.ts";
import { Listing } from "../listing.ts";

interface Found {
  readonly group: Group;
  readonly filter: MetricFilter;
}

export const describeMetricFilters: Operation<"DescribeMetricFilters"> = async (input, call) => {
  const { account, region, context } = call;
  const { logGroupName, metricName, metricNamespace, filterNamePrefix: prefix = "" } = input;
  // Documented: they go together.
  if ((metricName === undefined) !== (metricNamespace === undefined))
    throw invalidParameter("metricName and metricNamespace must be specified together.");
  const listing = new Listing<readonly [group: string, filter: string]>(
    context.host.paging,
    `logs.DescribeMetricFilters/${account}/${region}`,
    input.nextToken,
  );
  const [group = "", filter = ""] = listing.position ?? [];
  const groups =
    logGroupName === undefined
      ? context.store.groups.list({ account, region }, { from: group })
      : [await context.store.groups.get({ account, region, name: logGroupName })];
  const { page, nextToken } = await listing.page(all(groups), {
    limit: input.limit ?? DESCRIBED_DEFAULT,
    inRange: () => true,
    wanted: (found) =>
      (found.group.key.name > group || found.filter.name > filter) &&
      found.filter.name.startsWith(prefix) &&
      (metricName === undefined ||
        found.filter.transformations.some(
          (each) => each.metricName === metricName && each.metricNamespace === metricNamespace,
        )),
    positionOf: (found) => [found.group.key.name, found.filter.name] as const,
  });
  const metricFilters = page.map((found) => ({
    filterName: found.filter.name,
    filterPattern: found.filter.pattern,
    metricTransformations: [...found.filter.transformations],
    creationTime: found.filter.createdAtMs,
    logGroupName: found.group.key.name,
    applyOnTransformedLogs: false,
  }));
  return { metricFilters, ...nextToken };
};

async function* all(groups: AsyncIterable<Group> | Iterable<Group>): AsyncGenerator<Found> {
  for await (const group of groups) for (const filter of group.metricFilters) yield { group, filter };
}
