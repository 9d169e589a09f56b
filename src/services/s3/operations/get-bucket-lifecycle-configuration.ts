// GetBucketLifecycleConfiguration.
import { noSuchLifecycle } from "../configurations/errors.ts";
import type { Operation } from "../context.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketLifecycleConfiguration: Operation<"GetBucketLifecycleConfiguration"> = async (
  input,
  { context },
) => {
  const { bucket, document } = await findConfiguration(context.keyvalue, input, "lifecycle");
  if (document === undefined) throw noSuchLifecycle(bucket.name);
  return { Rules: [...document.rules], TransitionDefaultMinimumObjectSize: document.minimumSize };
};
