// DeleteSubscriptionFilter: what was not delivered yet is not any more.
import type { Operation } from "../context.ts";
import { subscriptionFilterNotFound } from "../errors.ts";

export const deleteSubscriptionFilter: Operation<"DeleteSubscriptionFilter"> = async (input, call) => {
  const { account, region, context } = call;
  await context.store.groups.change({ account, region, name: input.logGroupName }, (row) => {
    const subscriptionFilters = row.subscriptionFilters.filter(({ name }) => name !== input.filterName);
    if (subscriptionFilters.length === row.subscriptionFilters.length) throw subscriptionFilterNotFound();
    return { row: { ...row, subscriptionFilters } };
  });
  return {};
};
