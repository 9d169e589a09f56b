// Users, groups and roles alike: what can carry policies.
import type { Reads, Transaction } from "../../engines/keyvalue/keyvalue.ts";
import type { Call } from "./context.ts";
import { protectedRole, userNameNeeded } from "./errors.ts";
import { allGroups, allRoles, allUsers, type Entities } from "./store/entities.ts";
import type { PrincipalRow, RoleRow, UserRow } from "./store/rows.ts";

export type PrincipalKind = "user" | "group" | "role";

export const principals: Readonly<Record<PrincipalKind, Entities<PrincipalRow>>> = {
  user: allUsers,
  group: allGroups,
  role: allRoles,
};

export interface Owner {
  readonly kind: PrincipalKind;
  readonly name: string;
}

/** Errors: NoSuchEntity. */
export const ownerOf = (
  reads: Reads,
  { account }: Pick<Call, "account">,
  { kind, name }: Owner,
): Promise<PrincipalRow> => principals[kind].get(reads, account, name);

/** To be changed by a user. Errors: NoSuchEntity, UnmodifiableEntity for service-linked roles. */
export async function changedOwner(
  transaction: Transaction,
  call: Pick<Call, "account">,
  owner: Owner,
): Promise<PrincipalRow> {
  const row = await ownerOf(transaction, call, owner);
  if (owner.kind === "role") assertModifiable(row as RoleRow);
  return row;
}

/** Errors: UnmodifiableEntity. */
export function assertModifiable({ linkedService, name }: RoleRow): void {
  if (linkedService !== undefined) throw protectedRole(name);
}

/** The named user, or without a name the one who calls. Errors: NoSuchEntity, ValidationError when no user calls. */
export async function userNamed(
  reads: Reads,
  { account, caller }: Pick<Call, "account" | "caller">,
  name: string | undefined,
): Promise<UserRow> {
  if (name !== undefined) return allUsers.get(reads, account, name);
  if (caller.kind !== "user") throw userNameNeeded();
  return (
    (await allUsers.findById(reads, account, caller.userId)) ?? (await allUsers.get(reads, account, nameIn(caller.arn)))
  );
}

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
