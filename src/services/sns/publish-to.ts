// What is published to a topic: of a FIFO topic one message at a time, so that its queues keep the order.
import type { SnsContext } from "./context.ts";
import { deliverAll } from "./deliver.ts";
import type { Notification } from "./notification.ts";
import type { Topic } from "./topic.ts";

export async function publishTo(
  context: SnsContext,
  topic: Topic,
  notification: Notification,
): Promise<{ readonly MessageId: string }> {
  if (topic.isFifo) await context.lanes.inTurn(topic.arn, () => deliverAll(context, topic, notification));
  else await deliverAll(context, topic, notification);
  return { MessageId: notification.messageId };
}
