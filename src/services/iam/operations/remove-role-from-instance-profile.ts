// RemoveRoleFromInstanceProfile: the profile is empty again.
import type { Operation } from "../context.ts";
import { roleNotInProfile } from "../errors.ts";
import { allInstanceProfiles, allRoles } from "../store/entities.ts";
import { deleteFromProfile } from "../store/profiles.ts";

export const removeRoleFromInstanceProfile: Operation<"RemoveRoleFromInstanceProfile"> = async (input, call) => {
  const { account, context } = call;
  await context.store.write(async (transaction) => {
    const profile = await allInstanceProfiles.get(transaction, account, input.InstanceProfileName);
    const role = await allRoles.get(transaction, account, input.RoleName);
    if (profile.roleId !== role.id) throw roleNotInProfile(input.RoleName, input.InstanceProfileName);
    allInstanceProfiles.put(transaction, account, { ...profile, roleId: undefined });
    deleteFromProfile(transaction, account, role.id, profile.name);
  });
  return {};
};
