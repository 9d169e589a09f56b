// ListRoleTags: the tags of a role.
import type { Operation } from "../context.ts";
import { pageOfList } from "../paging.ts";
import { allRoles } from "../store/entities.ts";
import { sortedTags } from "../tags.ts";

export const listRoleTags: Operation<"ListRoleTags"> = async (input, call) => {
  const { id, tags } = await allRoles.get(call.context.store.reads, call.account, input.RoleName);
  const { items, rest } = await pageOfList(call, `Tags/${id}`, input, sortedTags(tags));
  return { Tags: items, ...rest };
};
