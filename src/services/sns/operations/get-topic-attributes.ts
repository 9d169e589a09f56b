// GetTopicAttributes.
import { effectivePolicy } from "../attributes.ts";
import type { Operation } from "../context.ts";
import { keyOfArn } from "../topic.ts";

export const getTopicAttributes: Operation<"GetTopicAttributes"> = async (input, { context }) => {
  const topic = await context.store.get(keyOfArn(input.TopicArn));
  let confirmed = 0;
  for await (const _ of context.store.subscriptions(topic.key)) confirmed++;
  return {
    Attributes: {
      TopicArn: topic.arn,
      Owner: topic.key.account,
      DisplayName: "",
      SubscriptionsConfirmed: String(confirmed),
      SubscriptionsPending: "0",
      SubscriptionsDeleted: "0",
      Policy: effectivePolicy(topic),
      ...topic.attributes,
    },
  };
};
