// GetBucketWebsite.
import { noSuchWebsite } from "../configurations/errors.ts";
import type { Operation } from "../context.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketWebsite: Operation<"GetBucketWebsite"> = async (input, { context }) => {
  const { bucket, document } = await findConfiguration(context.keyvalue, input, "website");
  if (document === undefined) throw noSuchWebsite(bucket.name);
  return document;
};
