// DeleteBucketAnalyticsConfiguration.
import type { Operation } from "../context.ts";
import { noSuchConfiguration } from "../configurations/errors.ts";
import { removeConfiguration } from "../store/configurations.ts";

export const deleteBucketAnalyticsConfiguration: Operation<"DeleteBucketAnalyticsConfiguration"> = async (
  input,
  { context },
) => {
  if (!(await removeConfiguration(context, input, "analytics", input.Id))) throw noSuchConfiguration();
  context.analyses.remove(input.Bucket, input.Id);
  return {};
};
