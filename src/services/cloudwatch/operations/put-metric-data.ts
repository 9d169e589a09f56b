// PutMetricData: adds what came to the metrics' periods; acknowledged when it is on disk.
import type { MetricPoint } from "../../../kit/metrics.ts";
import type { Operation } from "../context.ts";
import { pointOf } from "../datum.ts";
import { missingParameter, tooMany, valueIs } from "../errors.ts";
import { METRIC_DATA_MAX } from "../limits.ts";

export const putMetricData: Operation<"PutMetricData"> = async (input, call) => {
  const { Namespace: namespace, MetricData: data = [], EntityMetricData: entities = [] } = input;
  // Documented: these are AWS's own.
  if (namespace.startsWith("AWS/")) throw valueIs(namespace, "Namespace");
  const groups = [
    { data, parameter: "MetricData" },
    ...entities.map(({ MetricData = [] }, index) => ({
      data: MetricData,
      parameter: `EntityMetricData.member.${index + 1}.MetricData`,
    })),
  ];
  if (groups.every((group) => group.data.length === 0)) throw missingParameter("MetricData");
  const nowMs = call.context.host.clock.now();
  const points: MetricPoint[] = [];
  for (const { data: group, parameter } of groups) {
    if (group.length > METRIC_DATA_MAX) throw tooMany(parameter, METRIC_DATA_MAX);
    for (const [index, datum] of group.entries())
      points.push(pointOf(datum, `${parameter}.member.${index + 1}`, namespace, call, nowMs));
  }
  await call.context.store.points.record(points);
  return {};
};
