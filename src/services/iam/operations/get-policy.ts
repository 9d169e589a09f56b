// GetPolicy: a managed policy, a customer's own or AWS's.
import type { Operation } from "../context.ts";
import { policyView } from "../policy-view.ts";
import { countUsage, getManaged } from "../store/managed.ts";
import { sortedTags } from "../tags.ts";

export const getPolicy: Operation<"GetPolicy"> = async ({ PolicyArn }, { account, context }) => {
  const { reads } = context.store;
  const policy = await getManaged(reads, account, PolicyArn);
  const { description, tags } = policy;
  return {
    Policy: {
      ...policyView(policy, await countUsage(reads, account, PolicyArn)),
      ...(description !== undefined && { Description: description }),
      Tags: sortedTags(tags),
    },
  };
};
