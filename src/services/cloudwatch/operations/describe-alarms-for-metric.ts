// DescribeAlarmsForMetric: the alarms on one metric.
import type { MetricAlarm } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../context.ts";
import { describeMetricAlarm, type MetricDefinition } from "../alarm.ts";
import { digestOf, dimensionsOf } from "../metric.ts";

export const describeAlarmsForMetric: Operation<"DescribeAlarmsForMetric"> = async (
  input,
  { account, region, context },
) => {
  const digest = (dimensions: MetricDefinition["Dimensions"]): string =>
    digestOf(dimensionsOf(dimensions, "Dimensions"));
  const asked = digest(input.Dimensions);
  const MetricAlarms: MetricAlarm[] = [];
  for await (const alarm of context.store.alarms.list({ account, region })) {
    if (alarm.kind !== "metric") continue;
    const { Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic, Unit } = alarm.definition;
    const isOf =
      Namespace === input.Namespace &&
      MetricName === input.MetricName &&
      digest(Dimensions) === asked &&
      (input.Period === undefined || Period === input.Period) &&
      (input.Statistic === undefined || Statistic === input.Statistic) &&
      (input.ExtendedStatistic === undefined || ExtendedStatistic === input.ExtendedStatistic) &&
      (input.Unit === undefined || Unit === input.Unit);
    if (isOf) MetricAlarms.push(describeMetricAlarm(alarm));
  }
  return { MetricAlarms };
};
