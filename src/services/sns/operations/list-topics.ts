// ListTopics: ARNs of the topics of an account and region, in pages of 100.
import type { Operation } from "../context.ts";
import { pageOf } from "../pages.ts";

export const listTopics: Operation<"ListTopics"> = async (input, { account, region, context }) => {
  const { store, host } = context;
  const { items, next } = await pageOf(host.paging, {
    listing: `sns.ListTopics/${account}/${region}`,
    token: input.NextToken,
    list: (after?: string) => store.list({ account, region }, after),
    positionOf: ({ key }) => key.name,
  });
  return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), ...(next !== undefined && { NextToken: next }) };
};
