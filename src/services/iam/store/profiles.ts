// The instance profiles that a role is in, by the role's unique id and the profile's name.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { allInstanceProfiles } from "./entities.ts";
import type { InstanceProfileRow } from "./rows.ts";
import { folded, profilesOfRoles } from "./tables.ts";

const keyOf = (account: string, roleId: string, profile: string) => [account, roleId, folded(profile)] as const;

export const putInProfile = (transaction: Transaction, account: string, roleId: string, profile: string): void =>
  profilesOfRoles.put(transaction, keyOf(account, roleId, profile), {});

export const deleteFromProfile = (transaction: Transaction, account: string, roleId: string, profile: string): void =>
  profilesOfRoles.delete(transaction, keyOf(account, roleId, profile));

/** In the order of their names. */
export async function* profilesWith(
  reads: Reads,
  account: string,
  roleId: string,
  after?: string,
): AsyncGenerator<InstanceProfileRow> {
  const range = {
    prefix: [account, roleId],
    ...(after !== undefined && { after: keyOf(account, roleId, after) }),
  };
  for await (const { key } of profilesOfRoles.scan(reads, range)) {
    const profile = await allInstanceProfiles.find(reads, account, String(key[2]));
    if (profile) yield profile;
  }
}

export async function isInProfile(reads: Reads, account: string, roleId: string): Promise<boolean> {
  for await (const _ of profilesOfRoles.scan(reads, { prefix: [account, roleId], limit: 1 })) return true;
  return false;
}
