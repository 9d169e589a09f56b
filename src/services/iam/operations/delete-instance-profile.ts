// DeleteInstanceProfile: removes a profile that has no role.
import type { Operation } from "../context.ts";
import { mustFirst } from "../errors.ts";
import { allInstanceProfiles } from "../store/entities.ts";

export const deleteInstanceProfile: Operation<"DeleteInstanceProfile"> = async (input, { account, context }) => {
  await context.store.write(async (transaction) => {
    const row = await allInstanceProfiles.get(transaction, account, input.InstanceProfileName);
    if (row.roleId !== undefined) throw mustFirst("remove roles from instance profile");
    allInstanceProfiles.remove(transaction, account, row);
  });
  return {};
};
