// PutBucketNotificationConfiguration.
import type { Operation } from "../context.ts";
import { checkDestinations, checkNotification, completed } from "../configurations/notification.ts";
import { eventBridgeNotBuilt } from "../configurations/errors.ts";
import { mayInvoke, testTarget } from "../notifications/deliver.ts";
import { requireBucket } from "../store/buckets.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketNotificationConfiguration: Operation<"PutBucketNotificationConfiguration"> = async (
  input,
  { context, signal, requestId },
) => {
  const document = input.NotificationConfiguration;
  checkNotification(document);
  if (document.EventBridgeConfiguration !== undefined) throw eventBridgeNotBuilt();
  const bucket = await requireBucket(context.keyvalue, input);
  if (input.SkipDestinationValidation !== true)
    await checkDestinations(
      document,
      bucket.region,
      (arn) => mayInvoke(context, arn, bucket, signal),
      (arn) => testTarget(context, arn, bucket, { requestId, signal }),
    );
  await putConfiguration(context, input, "notification", completed(document));
  return {};
};
