// GetBucketCors.
import { noSuchCors } from "../configurations/errors.ts";
import type { Operation } from "../context.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketCors: Operation<"GetBucketCors"> = async (input, { context }) => {
  const { bucket, document } = await findConfiguration(context.keyvalue, input, "cors");
  if (document === undefined) throw noSuchCors(bucket.name);
  return document;
};
