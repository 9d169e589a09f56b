// Unsubscribe: one that is not there is no error (documented).
import type { Operation } from "../context.ts";
import { parseSubscriptionArn } from "../topic.ts";

export const unsubscribe: Operation<"Unsubscribe"> = async (input, { context }) => {
  const named = parseSubscriptionArn(input.SubscriptionArn);
  if (await context.store.findSubscription(named)) await context.store.changeSubscription(named, () => undefined);
  return {};
};
