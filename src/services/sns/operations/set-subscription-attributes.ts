// SetSubscriptionAttributes: one attribute.
import type { Operation } from "../context.ts";
import { changedSubscription } from "../subscription-attributes.ts";
import { parseSubscriptionArn } from "../topic.ts";

export const setSubscriptionAttributes: Operation<"SetSubscriptionAttributes"> = async (input, { context }) => {
  const { AttributeName: name, AttributeValue: value = "" } = input;
  await context.store.changeSubscription(parseSubscriptionArn(input.SubscriptionArn), (row) => ({
    ...row,
    attributes: changedSubscription(row.attributes, { [name]: value }),
  }));
  return {};
};
