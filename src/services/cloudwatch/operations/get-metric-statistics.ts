// GetMetricStatistics: statistics of one metric by the period.
import type { Datapoint } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../context.ts";
import { invalidCombination, startNotBeforeEnd, tooManyDatapoints, valueIs } from "../errors.ts";
import { DATAPOINTS_MAX } from "../limits.ts";
import { dimensionsOf } from "../metric.ts";
import { type Bin, binsOf, checkPeriod, roundedStart } from "../periods.ts";
import { statisticOf } from "../statistic.ts";

export const getMetricStatistics: Operation<"GetMetricStatistics"> = async (input, call) => {
  const { account, region, context } = call;
  const { Statistics: simple = [], ExtendedStatistics: extended = [], Period: periodSeconds } = input;
  const nowMs = context.host.clock.now();
  if (simple.length === 0 && extended.length === 0)
    throw invalidCombination("Must specify either Statistics or ExtendedStatistics");
  checkPeriod(periodSeconds, "Period");
  for (const [index, name] of extended.entries())
    if (!statisticOf(name)) throw valueIs(name, `ExtendedStatistics.member.${index + 1}`);
  const startMs = input.StartTime.getTime();
  const untilMs = input.EndTime.getTime();
  if (startMs >= untilMs) throw startNotBeforeEnd();
  const asked = Math.floor((untilMs - startMs) / (periodSeconds * 1000));
  if (asked > DATAPOINTS_MAX) throw tooManyDatapoints(asked, DATAPOINTS_MAX);
  const dimensions = dimensionsOf(input.Dimensions, "Dimensions");
  const key = { account, region, namespace: input.Namespace, name: input.MetricName, dimensions };
  const metric = await context.store.metrics.find(key);
  const span = { fromMs: roundedStart(startMs, nowMs), untilMs, periodSeconds };
  const bins = metric ? await binsOf(context.store.points, metric, span, nowMs, input.Unit) : [];
  return { Label: input.MetricName, Datapoints: bins.map((bin) => datapointOf(bin, simple, extended)) };
};

function datapointOf(
  { startMs, unit, distribution }: Bin,
  simple: readonly string[],
  extended: readonly string[],
): Datapoint {
  const valuesOf = (names: readonly string[]): Record<string, number> => {
    const known = names.map((name) => [name, statisticOf(name)?.(distribution)] as const);
    return Object.fromEntries(known.filter((entry): entry is readonly [string, number] => entry[1] !== undefined));
  };
  const ExtendedStatistics = valuesOf(extended);
  return {
    Timestamp: new Date(startMs),
    ...valuesOf(simple),
    Unit: unit,
    ...(Object.keys(ExtendedStatistics).length > 0 && { ExtendedStatistics }),
  };
}
