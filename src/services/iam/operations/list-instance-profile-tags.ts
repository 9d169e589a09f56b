// ListInstanceProfileTags: the tags of an instance profile.
import type { Operation } from "../context.ts";
import { pageOfList } from "../paging.ts";
import { allInstanceProfiles } from "../store/entities.ts";
import { sortedTags } from "../tags.ts";

export const listInstanceProfileTags: Operation<"ListInstanceProfileTags"> = async (input, call) => {
  const { id, tags } = await allInstanceProfiles.get(call.context.store.reads, call.account, input.InstanceProfileName);
  const { items, rest } = await pageOfList(call, `Tags/${id}`, input, sortedTags(tags));
  return { Tags: items, ...rest };
};
