// ListTagsLogGroup: the tags of a log group, by its name.
import type { Operation } from "../context.ts";

export const listTagsLogGroup: Operation<"ListTagsLogGroup"> = async (input, { account, region, context }) => {
  const { tags } = await context.store.groups.get({ account, region, name: input.logGroupName });
  return { tags: { ...tags } };
};
