// PutBucketLogging.
import type { LoggingEnabled } from "@aws-sdk/client-s3";
import type { Operation } from "../context.ts";
import { checkLogging, checkLogTarget } from "../configurations/logging.ts";
import { requireBucket } from "../store/buckets.ts";
import { putConfiguration, removeConfiguration } from "../store/configurations.ts";

export const putBucketLogging: Operation<"PutBucketLogging"> = async (input, { context }) => {
  const document = input.BucketLoggingStatus.LoggingEnabled as LoggingEnabled | undefined;
  if (document === undefined) {
    await removeConfiguration(context, input, "logging");
    context.accessLogs.set(input.Bucket, undefined);
    return {};
  }
  checkLogging(document);
  const { name, account, region } = await requireBucket(context.keyvalue, input);
  await putConfiguration(context, input, "logging", document, (bucket, transaction) =>
    checkLogTarget(document, bucket, transaction),
  );
  context.accessLogs.set(name, { name, account, region, setting: document });
  return {};
};
