// ListInstanceProfilesForRole: the profiles that a role is in.
import type { Operation } from "../context.ts";
import { pageOf } from "../paging.ts";
import { allRoles } from "../store/entities.ts";
import { profilesWith } from "../store/profiles.ts";
import { profileView } from "../views.ts";

export const listInstanceProfilesForRole: Operation<"ListInstanceProfilesForRole"> = async (input, call) => {
  const { account, context } = call;
  const { reads } = context.store;
  const { id } = await allRoles.get(reads, account, input.RoleName);
  const { items, rest } = await pageOf(
    call,
    `ListInstanceProfilesForRole/${id}`,
    input,
    (after: string | undefined) => profilesWith(reads, account, id, after),
    ({ name }) => name,
  );
  return { InstanceProfiles: await Promise.all(items.map((row) => profileView(reads, account, row))), ...rest };
};
