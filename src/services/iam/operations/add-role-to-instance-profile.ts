// AddRoleToInstanceProfile: one role fits in a profile.
import type { Operation } from "../context.ts";
import { quotaExceeded } from "../errors.ts";
import { assertModifiable } from "../kinds.ts";
import { ROLES_PER_INSTANCE_PROFILE_MAX } from "../limits.ts";
import { allInstanceProfiles, allRoles } from "../store/entities.ts";
import { putInProfile } from "../store/profiles.ts";

export const addRoleToInstanceProfile: Operation<"AddRoleToInstanceProfile"> = async (input, call) => {
  const { account, context } = call;
  await context.store.write(async (transaction) => {
    const profile = await allInstanceProfiles.get(transaction, account, input.InstanceProfileName);
    const role = await allRoles.get(transaction, account, input.RoleName);
    assertModifiable(role);
    if (profile.roleId !== undefined)
      throw quotaExceeded("InstanceSessionsPerInstanceProfile", ROLES_PER_INSTANCE_PROFILE_MAX);
    allInstanceProfiles.put(transaction, account, { ...profile, roleId: role.id });
    putInProfile(transaction, account, role.id, profile.name);
  });
  return {};
};
