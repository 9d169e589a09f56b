// How entities are shown.
import type { Group, InstanceProfile, Role, User } from "@aws-sdk/client-iam";
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { encodeDocument } from "./documents.ts";
import { arnOf } from "./entity.ts";
import { allRoles } from "./store/entities.ts";
import type { GroupRow, InstanceProfileRow, RoleRow, UserRow } from "./store/rows.ts";
import { sortedTags } from "./tags.ts";
import { currentTrust } from "./trust.ts";

/** As listings show it: without tags and boundary. Recorded. */
export const listedUser = (account: string, row: UserRow): User => ({
  Path: row.path,
  UserName: row.name,
  UserId: row.id,
  Arn: arnOf("user", account, row),
  CreateDate: new Date(row.createdMs),
  ...(row.passwordLastUsedMs !== undefined && { PasswordLastUsed: new Date(row.passwordLastUsedMs) }),
});

export const userView = (account: string, row: UserRow): User => ({
  ...listedUser(account, row),
  ...boundaryView(row.boundary),
  ...(row.tags.length > 0 && { Tags: sortedTags(row.tags) }),
});

export const boundaryView = (arn: string | undefined) =>
  arn === undefined
    ? {}
    : { PermissionsBoundary: { PermissionsBoundaryType: "Policy" as never, PermissionsBoundaryArn: arn } };

export const groupView = (account: string, row: GroupRow): Group => ({
  Path: row.path,
  GroupName: row.name,
  GroupId: row.id,
  Arn: arnOf("group", account, row),
  CreateDate: new Date(row.createdMs),
});

/** As other entities show it. Recorded. */
export const embeddedRole = async (reads: Reads, account: string, row: RoleRow): Promise<Role> => ({
  Path: row.path,
  RoleName: row.name,
  RoleId: row.id,
  Arn: arnOf("role", account, row),
  CreateDate: new Date(row.createdMs),
  AssumeRolePolicyDocument: encodeDocument(await currentTrust(reads, row)),
});

/** As ListRoles shows it: without tags, boundary and last use. Recorded. */
export const listedRole = async (reads: Reads, account: string, row: RoleRow): Promise<Role> => ({
  ...(await embeddedRole(reads, account, row)),
  ...(row.description !== undefined && { Description: row.description }),
  MaxSessionDuration: row.maxSessionSeconds,
});

/** With the role that is in it. */
export async function profileView(reads: Reads, account: string, row: InstanceProfileRow): Promise<InstanceProfile> {
  const role = row.roleId === undefined ? undefined : await allRoles.findById(reads, account, row.roleId);
  return {
    Path: row.path,
    InstanceProfileName: row.name,
    InstanceProfileId: row.id,
    Arn: arnOf("instance-profile", account, row),
    CreateDate: new Date(row.createdMs),
    Roles: role ? [await embeddedRole(reads, account, role)] : [],
  };
}
