// PutBucketNotificationConfiguration.
import type { Operation } from "../context.ts";
import { checkDestinations, checkNotification, completed } from "../configurations/notification.ts";
import { eventBridgeNotBuilt } from "../configurations/errors.ts";
import { mayInvoke, sendTestEvent } from "../notifications/tell.ts";
import { requireBucket } from "../store/buckets.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketNotificationConfiguration: Operation<"PutBucketNotificationConfiguration"> = async (
  input,
  call,
) => {
  const { context, signal } = call;
  const document = input.NotificationConfiguration;
  checkNotification(document);
  if (document.EventBridgeConfiguration !== undefined) throw eventBridgeNotBuilt();
  const bucket = await requireBucket(context.keyvalue, input);
  if (input.SkipDestinationValidation !== true)
    await checkDestinations(document, bucket.region, {
      mayInvoke: (functionArn) => mayInvoke(context, functionArn, bucket, signal),
      test: (queueArn) => sendTestEvent(call, queueArn, bucket),
    });
  await putConfiguration(context, input, "notification", completed(document));
  return {};
};
