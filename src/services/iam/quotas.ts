// How many entities of a kind an account may have.
import type { IamContext } from "./context.ts";
import { quotaExceeded, type EntityKind } from "./errors.ts";
import { GROUPS_MAX, INSTANCE_PROFILES_MAX, POLICIES_MAX, ROLES_MAX, USERS_MAX } from "./limits.ts";
import type { Entities } from "./store/entities.ts";
import type { EntityRow } from "./store/rows.ts";

const quotas: Readonly<Record<EntityKind, readonly [name: string, max: number]>> = {
  user: ["UsersPerAccount", USERS_MAX],
  group: ["GroupsPerAccount", GROUPS_MAX],
  role: ["RolesPerAccount", ROLES_MAX],
  policy: ["PoliciesPerAccount", POLICIES_MAX],
  "instance profile": ["InstanceProfilesPerAccount", INSTANCE_PROFILES_MAX],
};

/**
 * Before one more is created. Outside of the transaction: those that are created at once may pass the quota together.
 * Errors: LimitExceeded.
 */
export async function checkQuota<Row extends EntityRow>(
  { store }: IamContext,
  account: string,
  entities: Entities<Row>,
): Promise<void> {
  const [name, max] = quotas[entities.kind];
  if ((await entities.count(store.reads, account, max)) >= max) throw quotaExceeded(name, max);
}
