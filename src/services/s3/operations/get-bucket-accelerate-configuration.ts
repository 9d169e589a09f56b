// GetBucketAccelerateConfiguration.
import type { Operation } from "../context.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketAccelerateConfiguration: Operation<"GetBucketAccelerateConfiguration"> = async (
  input,
  { context },
) => {
  const { document } = await findConfiguration(context.keyvalue, input, "accelerate");
  return { Status: document?.Status };
};
