// DeleteBucketMetricsConfiguration.
import type { Operation } from "../context.ts";
import { noSuchConfiguration } from "../configurations/errors.ts";
import { removeConfiguration } from "../store/configurations.ts";

export const deleteBucketMetricsConfiguration: Operation<"DeleteBucketMetricsConfiguration"> = async (
  input,
  { context },
) => {
  if (!(await removeConfiguration(context, input, "metrics", input.Id))) throw noSuchConfiguration();
  return {};
};
