// PutBucketLogging. Stored and given back; see the differences.
import type { Operation } from "../context.ts";
import { crossLocationLogging, invalidLoggingTarget } from "../configurations/errors.ts";
import { findBucket } from "../store/buckets.ts";
import { putConfiguration, removeConfiguration } from "../store/configurations.ts";

export const putBucketLogging: Operation<"PutBucketLogging"> = async (input, { context }) => {
  const document = input.BucketLoggingStatus.LoggingEnabled;
  if (document === undefined) {
    await removeConfiguration(context, input, "logging");
    return {};
  }
  await putConfiguration(context, input, "logging", document, async (bucket, transaction) => {
    const target = await findBucket(transaction, document.TargetBucket);
    if (target === undefined || target.account !== bucket.account) throw invalidLoggingTarget(document.TargetBucket);
    if (target.region !== bucket.region) throw crossLocationLogging(bucket.region, target.region);
  });
  return {};
};
