// ListInstanceProfiles: the profiles under a path.
import type { Operation } from "../context.ts";
import { pageOf, under } from "../paging.ts";
import { allInstanceProfiles } from "../store/entities.ts";
import { profileView } from "../views.ts";

export const listInstanceProfiles: Operation<"ListInstanceProfiles"> = async (input, call) => {
  const { account, context } = call;
  const { reads } = context.store;
  const { items, rest } = await pageOf(
    call,
    "ListInstanceProfiles",
    input,
    (after: string | undefined) => under(allInstanceProfiles.list(reads, account, after), input.PathPrefix),
    ({ name }) => name,
  );
  return { InstanceProfiles: await Promise.all(items.map((row) => profileView(reads, account, row))), ...rest };
};
