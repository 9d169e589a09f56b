// Publish: answers when every subscriber has the message, or a durable timer that brings it.
import type { Operation } from "../context.ts";
import { invalidParameter, notBuilt } from "../errors.ts";
import { notificationOf } from "../notification.ts";
import { publishTo } from "../publish-to.ts";
import { keyOfArn } from "../topic.ts";

export const publish: Operation<"Publish"> = async (input, { context }) => {
  if (input.PhoneNumber !== undefined) throw notBuilt("Text messages to phones are not built.");
  const arn = input.TopicArn ?? input.TargetArn;
  if (arn === undefined) throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  if (arn.includes(":endpoint/")) throw notBuilt("Mobile push is not built.");
  const topic = await context.store.get(keyOfArn(arn));
  return publishTo(context, topic, notificationOf(topic, input, context.host.clock.now()));
};
