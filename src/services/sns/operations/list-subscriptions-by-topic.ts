// ListSubscriptionsByTopic: in pages of 100.
import type { Operation } from "../context.ts";
import { subscriptionPage } from "../pages.ts";
import { keyOfArn } from "../topic.ts";

export const listSubscriptionsByTopic: Operation<"ListSubscriptionsByTopic"> = async (input, { context }) => {
  const { key } = await context.store.get(keyOfArn(input.TopicArn));
  return subscriptionPage(context, key, input.NextToken);
};
