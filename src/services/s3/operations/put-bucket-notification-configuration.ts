// PutBucketNotificationConfiguration.
import type { Operation } from "../context.ts";
import { checkNotification, completed } from "../configurations/notification.ts";
import { eventBridgeNotBuilt } from "../configurations/errors.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketNotificationConfiguration: Operation<"PutBucketNotificationConfiguration"> = async (
  input,
  { context },
) => {
  const document = input.NotificationConfiguration;
  checkNotification(document, input.SkipDestinationValidation === true);
  if (document.EventBridgeConfiguration !== undefined) throw eventBridgeNotBuilt();
  await putConfiguration(context, input, "notification", completed(document));
  return {};
};
