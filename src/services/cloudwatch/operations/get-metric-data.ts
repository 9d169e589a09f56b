// GetMetricData: many metrics and math over them, by the period, in pages.
import type { MetricDataResult } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../context.ts";
import { invalidNextToken, startNotBeforeEnd } from "../errors.ts";
import { DATA_DATAPOINTS_MAX } from "../limits.ts";
import { runQueries } from "../queries.ts";

/** Where each series goes on: how many of its points were given. */
interface Position {
  readonly given: readonly number[];
}

export const getMetricData: Operation<"GetMetricData"> = async (input, call) => {
  const { account, region, context } = call;
  const startMs = input.StartTime.getTime();
  const untilMs = input.EndTime.getTime();
  if (startMs >= untilMs) throw startNotBeforeEnd();
  const listing = `cloudwatch.GetMetricData/${account}/${region}`;
  const position =
    input.NextToken === undefined ? undefined : context.host.paging.open<Position>(listing, input.NextToken);
  if (input.NextToken !== undefined && !position) throw invalidNextToken();
  const results = await runQueries(input.MetricDataQueries, { startMs, untilMs }, call, context);
  let left = input.MaxDatapoints ?? DATA_DATAPOINTS_MAX;
  const given: number[] = [];
  const page = results.map(({ id, series, units }, index): MetricDataResult => {
    const points = [...series.points];
    if (input.ScanBy !== "TimestampAscending") points.reverse();
    const from = position?.given[index] ?? 0;
    const some = points.slice(from, from + left);
    left -= some.length;
    given.push(from + some.length);
    const isComplete = from + some.length >= points.length;
    return {
      Id: id,
      Label: series.label,
      Timestamps: some.map(([atMs]) => new Date(atMs)),
      Values: some.map(([, value]) => value),
      StatusCode: isComplete ? "Complete" : "PartialData",
      // Recorded.
      ...(units.length > 1 && {
        Messages: [{ Code: "MultipleUnits", Value: `Multiple units returned: '[${units.join(", ")}]'` }],
      }),
    };
  });
  const hasMore = page.some(({ StatusCode }) => StatusCode === "PartialData");
  return {
    MetricDataResults: page,
    ...(hasMore && { NextToken: context.host.paging.seal(listing, { given } satisfies Position) }),
    Messages: [],
  };
};
