// GetBucketLogging.
import type { Operation } from "../context.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketLogging: Operation<"GetBucketLogging"> = async (input, { context }) => {
  const { document } = await findConfiguration(context.keyvalue, input, "logging");
  return { LoggingEnabled: document };
};
