// ListPolicyTags: the tags of a managed policy.
import type { Operation } from "../context.ts";
import { pageOfList } from "../paging.ts";
import { getManaged } from "../store/managed.ts";
import { sortedTags } from "../tags.ts";

export const listPolicyTags: Operation<"ListPolicyTags"> = async (input, call) => {
  const { id, tags } = await getManaged(call.context.store.reads, call.account, input.PolicyArn);
  const { items, rest } = await pageOfList(call, `Tags/${id}`, input, sortedTags(tags));
  return { Tags: items, ...rest };
};
