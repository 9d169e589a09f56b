// DeleteMetricFilter.
import type { Operation } from "../context.ts";
import { metricFilterNotFound } from "../errors.ts";

export const deleteMetricFilter: Operation<"DeleteMetricFilter"> = async (input, { account, region, context }) => {
  await context.store.groups.change({ account, region, name: input.logGroupName }, (row) => {
    const metricFilters = row.metricFilters.filter(({ name }) => name !== input.filterName);
    if (metricFilters.length === row.metricFilters.length) throw metricFilterNotFound();
    return { row: { ...row, metricFilters } };
  });
  return {};
};
