// GetBucketAnalyticsConfiguration.
import type { Operation } from "../context.ts";
import { noSuchConfiguration } from "../configurations/errors.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketAnalyticsConfiguration: Operation<"GetBucketAnalyticsConfiguration"> = async (
  input,
  { context },
) => {
  const { document } = await findConfiguration(context.keyvalue, input, "analytics", input.Id);
  if (document === undefined) throw noSuchConfiguration();
  return { AnalyticsConfiguration: document };
};
