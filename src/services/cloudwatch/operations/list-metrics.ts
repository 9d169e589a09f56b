// ListMetrics: the metrics that had a point within two weeks, in pages.
import type { Operation } from "../context.ts";
import { invalidNextToken } from "../errors.ts";
import { LAST_POINT_LAG_MS, LIST_METRICS_PAGE, LISTED_FOR_MS, RECENTLY_ACTIVE_MS } from "../limits.ts";
import { listDimensions } from "../metric.ts";
import type { Metric, MetricCursor } from "../store/metrics.ts";

export const listMetrics: Operation<"ListMetrics"> = async (input, { account, region, context }) => {
  const { store, host } = context;
  const listing = `cloudwatch.ListMetrics/${account}/${region}`;
  const after = input.NextToken === undefined ? undefined : host.paging.open<MetricCursor>(listing, input.NextToken);
  if (input.NextToken !== undefined && !after) throw invalidNextToken();
  const keptMs = input.RecentlyActive === "PT3H" ? RECENTLY_ACTIVE_MS + LAST_POINT_LAG_MS : LISTED_FOR_MS;
  const sinceMs = host.clock.now() - keptMs;
  const wanted = ({ name, dimensions, lastPointMs }: Metric): boolean =>
    lastPointMs >= sinceMs &&
    (input.MetricName === undefined || name === input.MetricName) &&
    (input.Dimensions ?? []).every(
      ({ Name, Value }) => Object.hasOwn(dimensions, Name) && (Value === undefined || dimensions[Name] === Value),
    );
  const page: Metric[] = [];
  let last: MetricCursor | undefined;
  let hasMore = false;
  const narrowed = { namespace: input.Namespace, name: input.MetricName };
  for await (const metric of store.metrics.list({ account, region }, narrowed, after)) {
    if (!wanted(metric)) continue;
    hasMore = page.length === LIST_METRICS_PAGE;
    if (hasMore) break;
    page.push(metric);
    last = metric.cursor;
  }
  return {
    Metrics: page.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: listDimensions(dimensions),
    })),
    ...(hasMore && { NextToken: host.paging.seal(listing, last) }),
  };
};
