// PutMetricFilter: counts matching events, or what they say, as a metric.
import type { Operation } from "../context.ts";
import { invalidParameter, limitExceeded } from "../errors.ts";
import { METRIC_FILTER_DIMENSIONS_MAX, METRIC_FILTERS_MAX } from "../limits.ts";
import { patternOf } from "../pattern.ts";

export const putMetricFilter: Operation<"PutMetricFilter"> = async (input, { account, region, context }) => {
  const { filterName: name, filterPattern: pattern, metricTransformations: transformations } = input;
  patternOf(pattern);
  for (const { dimensions = {}, defaultValue } of transformations) {
    const count = Object.keys(dimensions).length;
    // Documented limits, inferred texts.
    if (count > METRIC_FILTER_DIMENSIONS_MAX)
      throw invalidParameter(`The maximum number of dimensions is ${METRIC_FILTER_DIMENSIONS_MAX}.`);
    if (count > 0 && defaultValue !== undefined)
      throw invalidParameter(
        "Invalid metric transformation: dimensions and default value are mutually exclusive properties.",
      );
  }
  await context.store.groups.change({ account, region, name: input.logGroupName }, (row) => {
    const known = row.metricFilters.find((filter) => filter.name === name);
    const others = row.metricFilters.filter((filter) => filter.name !== name);
    if (others.length >= METRIC_FILTERS_MAX) throw limitExceeded();
    const filter = { name, pattern, transformations, createdAtMs: known?.createdAtMs ?? context.host.clock.now() };
    const metricFilters = [...others, filter].toSorted((left, right) => (left.name < right.name ? -1 : 1));
    return { row: { ...row, metricFilters } };
  });
  return {};
};
