// GetBucketInventoryConfiguration.
import type { Operation } from "../context.ts";
import { noSuchConfiguration } from "../configurations/errors.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketInventoryConfiguration: Operation<"GetBucketInventoryConfiguration"> = async (
  input,
  { context },
) => {
  const { document } = await findConfiguration(context.keyvalue, input, "inventory", input.Id);
  if (document === undefined) throw noSuchConfiguration();
  return { InventoryConfiguration: document };
};
