// GetBucketNotificationConfiguration.
import type { Operation } from "../context.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketNotificationConfiguration: Operation<"GetBucketNotificationConfiguration"> = async (
  input,
  { context },
) => {
  const { document } = await findConfiguration(context.keyvalue, input, "notification");
  return document ?? {};
};
