// GetBucketMetricsConfiguration.
import type { Operation } from "../context.ts";
import { noSuchConfiguration } from "../configurations/errors.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketMetricsConfiguration: Operation<"GetBucketMetricsConfiguration"> = async (input, { context }) => {
  const { document } = await findConfiguration(context.keyvalue, input, "metrics", input.Id);
  if (document === undefined) throw noSuchConfiguration();
  return { MetricsConfiguration: document };
};
