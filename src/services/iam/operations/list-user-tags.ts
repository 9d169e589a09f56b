// ListUserTags: the tags of a user.
import type { Operation } from "../context.ts";
import { pageOfList } from "../paging.ts";
import { allUsers } from "../store/entities.ts";
import { sortedTags } from "../tags.ts";

export const listUserTags: Operation<"ListUserTags"> = async (input, call) => {
  const { id, tags } = await allUsers.get(call.context.store.reads, call.account, input.UserName);
  const { items, rest } = await pageOfList(call, `Tags/${id}`, input, sortedTags(tags));
  return { Tags: items, ...rest };
};
