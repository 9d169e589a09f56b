// Which access the operations on users, groups, roles and instance profiles need.
import type { AccessTable } from "../../../kit/access.ts";
import type { Call, IamContext, Sdk } from "../context.ts";
import { findAccount } from "../store/accounts.ts";
import { requestTags } from "../tags.ts";
import { need, newArn, profileResource, roleResource, userResource } from "./resources.ts";
import { group, listing, profile, role, user } from "./rules.ts";

/** The service that gets the roles of instance profiles. */
const EC2 = "ec2.amazonaws.com";

/** Documented: a password policy can allow it to all users. */
async function usersMayChangePasswords({ account, context }: Call): Promise<boolean> {
  const { passwordPolicy } = await findAccount(context.store.reads, account, context.clock.now());
  return passwordPolicy?.usersMayChange ?? false;
}

export const entityAccess: AccessTable<Sdk, IamContext> = {
  CreateUser: (input, call) =>
    need(
      call,
      "CreateUser",
      { arn: newArn("user", call, input.UserName, input.Path) },
      { context: { "iam:PermissionsBoundary": input.PermissionsBoundary }, requestTags: requestTags(input.Tags) },
    ),
  GetUser: user("GetUser"),
  ListUsers: listing("ListUsers", "user"),
  UpdateUser: user("UpdateUser"),
  DeleteUser: user("DeleteUser"),
  TagUser: user("TagUser"),
  UntagUser: user("UntagUser"),
  ListUserTags: user("ListUserTags"),
  ListGroupsForUser: user("ListGroupsForUser"),
  PutUserPermissionsBoundary: user("PutUserPermissionsBoundary"),
  DeleteUserPermissionsBoundary: user("DeleteUserPermissionsBoundary"),

  CreateAccessKey: user("CreateAccessKey"),
  ListAccessKeys: user("ListAccessKeys"),
  UpdateAccessKey: user("UpdateAccessKey"),
  DeleteAccessKey: user("DeleteAccessKey"),
  GetAccessKeyLastUsed: async ({ AccessKeyId }, call) => {
    const key = await call.context.principals.accessKey(AccessKeyId);
    const { account, arn = "*" } = key?.caller ?? { account: call.account };
    return need(call, "GetAccessKeyLastUsed", { arn: account === call.account ? arn : "*" });
  },
  CreateLoginProfile: user("CreateLoginProfile"),
  GetLoginProfile: user("GetLoginProfile"),
  UpdateLoginProfile: user("UpdateLoginProfile"),
  DeleteLoginProfile: user("DeleteLoginProfile"),
  ChangePassword: async (_, call) => ({
    ...need(call, "ChangePassword", await userResource(call, undefined)),
    resourcePolicy: { document: undefined, mode: "either", granted: await usersMayChangePasswords(call) },
  }),

  CreateGroup: (input, call) => need(call, "CreateGroup", { arn: newArn("group", call, input.GroupName, input.Path) }),
  GetGroup: group("GetGroup"),
  ListGroups: listing("ListGroups", "group"),
  UpdateGroup: group("UpdateGroup"),
  DeleteGroup: group("DeleteGroup"),
  AddUserToGroup: group("AddUserToGroup"),
  RemoveUserFromGroup: group("RemoveUserFromGroup"),

  CreateRole: (input, call) =>
    need(
      call,
      "CreateRole",
      { arn: newArn("role", call, input.RoleName, input.Path) },
      { context: { "iam:PermissionsBoundary": input.PermissionsBoundary }, requestTags: requestTags(input.Tags) },
    ),
  GetRole: role("GetRole"),
  ListRoles: listing("ListRoles", "role"),
  UpdateRole: role("UpdateRole"),
  UpdateRoleDescription: role("UpdateRoleDescription"),
  UpdateAssumeRolePolicy: role("UpdateAssumeRolePolicy"),
  DeleteRole: role("DeleteRole"),
  TagRole: role("TagRole"),
  UntagRole: role("UntagRole"),
  ListRoleTags: role("ListRoleTags"),
  PutRolePermissionsBoundary: role("PutRolePermissionsBoundary"),
  DeleteRolePermissionsBoundary: role("DeleteRolePermissionsBoundary"),

  CreateInstanceProfile: (input, call) =>
    need(
      call,
      "CreateInstanceProfile",
      { arn: newArn("instance-profile", call, input.InstanceProfileName, input.Path) },
      { requestTags: requestTags(input.Tags) },
    ),
  GetInstanceProfile: profile("GetInstanceProfile"),
  ListInstanceProfiles: listing("ListInstanceProfiles", "instance-profile"),
  ListInstanceProfilesForRole: role("ListInstanceProfilesForRole"),
  AddRoleToInstanceProfile: async (input, call) => {
    const { shownAs: _, ...passed } = await roleResource(call, input.RoleName);
    return [
      need(call, "AddRoleToInstanceProfile", await profileResource(call, input.InstanceProfileName)),
      need(call, "PassRole", passed, { context: { "iam:PassedToService": EC2 } }),
    ];
  },
  RemoveRoleFromInstanceProfile: profile("RemoveRoleFromInstanceProfile"),
  DeleteInstanceProfile: profile("DeleteInstanceProfile"),
  TagInstanceProfile: profile("TagInstanceProfile"),
  UntagInstanceProfile: profile("UntagInstanceProfile"),
  ListInstanceProfileTags: profile("ListInstanceProfileTags"),
};
