// GetSubscriptionAttributes.
import type { Operation } from "../context.ts";
import { subscriptionDoesNotExist } from "../errors.ts";
import { parseSubscriptionArn, topicArn } from "../topic.ts";

export const getSubscriptionAttributes: Operation<"GetSubscriptionAttributes"> = async (input, { context }) => {
  const found = await context.store.findSubscription(parseSubscriptionArn(input.SubscriptionArn));
  if (!found) throw subscriptionDoesNotExist();
  const { FilterPolicy: filter } = found.attributes;
  return {
    Attributes: {
      SubscriptionArn: input.SubscriptionArn,
      TopicArn: topicArn(found.topic),
      Protocol: found.protocol,
      Endpoint: found.endpoint,
      Owner: found.owner,
      PendingConfirmation: "false",
      ConfirmationWasAuthenticated: "true",
      RawMessageDelivery: "false",
      ...(filter !== undefined && { FilterPolicyScope: "MessageAttributes" }),
      ...found.attributes,
    },
  };
};
