// DeleteBucketIntelligentTieringConfiguration.
import type { Operation } from "../context.ts";
import { noSuchConfiguration } from "../configurations/errors.ts";
import { removeConfiguration } from "../store/configurations.ts";

export const deleteBucketIntelligentTieringConfiguration: Operation<
  "DeleteBucketIntelligentTieringConfiguration"
> = async (input, { context }) => {
  if (!(await removeConfiguration(context, input, "tiering", input.Id))) throw noSuchConfiguration();
  return {};
};
