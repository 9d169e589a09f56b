// DeleteBucketInventoryConfiguration.
import type { Operation } from "../context.ts";
import { noSuchConfiguration } from "../configurations/errors.ts";
import { removeConfiguration } from "../store/configurations.ts";

export const deleteBucketInventoryConfiguration: Operation<"DeleteBucketInventoryConfiguration"> = async (
  input,
  { context },
) => {
  if (!(await removeConfiguration(context, input, "inventory", input.Id))) throw noSuchConfiguration();
  return {};
};
