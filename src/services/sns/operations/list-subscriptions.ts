// ListSubscriptions: of all topics of an account and region, in pages of 100.
import type { Operation } from "../context.ts";
import { subscriptionPage } from "../pages.ts";

export const listSubscriptions: Operation<"ListSubscriptions"> = async (input, { account, region, context }) =>
  subscriptionPage(context, { account, region }, input.NextToken);
