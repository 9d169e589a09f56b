// AWS Identity and Access Management: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { accountOperations } from "./account-operations.ts";
import { openIam, type IamContext, type Sdk } from "./context.ts";
import { credentialOperations } from "./credential-operations.ts";
import { differences, gaps } from "./gaps.ts";
import { addRoleToInstanceProfile } from "./operations/add-role-to-instance-profile.ts";
import { addUserToGroup } from "./operations/add-user-to-group.ts";
import { attachGroupPolicy } from "./operations/attach-group-policy.ts";
import { attachRolePolicy } from "./operations/attach-role-policy.ts";
import { attachUserPolicy } from "./operations/attach-user-policy.ts";
import { changePassword } from "./operations/change-password.ts";
import { createAccessKey } from "./operations/create-access-key.ts";
import { createGroup } from "./operations/create-group.ts";
import { createInstanceProfile } from "./operations/create-instance-profile.ts";
import { createLoginProfile } from "./operations/create-login-profile.ts";
import { createPolicyVersion } from "./operations/create-policy-version.ts";
import { createPolicy } from "./operations/create-policy.ts";
import { createRole } from "./operations/create-role.ts";
import { createUser } from "./operations/create-user.ts";
import { deleteAccessKey } from "./operations/delete-access-key.ts";
import { deleteGroupPolicy } from "./operations/delete-group-policy.ts";
import { deleteGroup } from "./operations/delete-group.ts";
import { deleteInstanceProfile } from "./operations/delete-instance-profile.ts";
import { deleteLoginProfile } from "./operations/delete-login-profile.ts";
import { deletePolicyVersion } from "./operations/delete-policy-version.ts";
import { deletePolicy } from "./operations/delete-policy.ts";
import { deleteRolePermissionsBoundary } from "./operations/delete-role-permissions-boundary.ts";
import { deleteRolePolicy } from "./operations/delete-role-policy.ts";
import { deleteRole } from "./operations/delete-role.ts";
import { deleteUserPermissionsBoundary } from "./operations/delete-user-permissions-boundary.ts";
import { deleteUserPolicy } from "./operations/delete-user-policy.ts";
import { deleteUser } from "./operations/delete-user.ts";
import { detachGroupPolicy } from "./operations/detach-group-policy.ts";
import { detachRolePolicy } from "./operations/detach-role-policy.ts";
import { detachUserPolicy } from "./operations/detach-user-policy.ts";
import { getAccessKeyLastUsed } from "./operations/get-access-key-last-used.ts";
import { getAccountAuthorizationDetails } from "./operations/get-account-authorization-details.ts";
import { getGroupPolicy } from "./operations/get-group-policy.ts";
import { getGroup } from "./operations/get-group.ts";
import { getInstanceProfile } from "./operations/get-instance-profile.ts";
import { getLoginProfile } from "./operations/get-login-profile.ts";
import { getPolicyVersion } from "./operations/get-policy-version.ts";
import { getPolicy } from "./operations/get-policy.ts";
import { getRolePolicy } from "./operations/get-role-policy.ts";
import { getRole } from "./operations/get-role.ts";
import { getUserPolicy } from "./operations/get-user-policy.ts";
import { getUser } from "./operations/get-user.ts";
import { listAccessKeys } from "./operations/list-access-keys.ts";
import { listAttachedGroupPolicies } from "./operations/list-attached-group-policies.ts";
import { listAttachedRolePolicies } from "./operations/list-attached-role-policies.ts";
import { listAttachedUserPolicies } from "./operations/list-attached-user-policies.ts";
import { listEntitiesForPolicy } from "./operations/list-entities-for-policy.ts";
import { listGroupPolicies } from "./operations/list-group-policies.ts";
import { listGroupsForUser } from "./operations/list-groups-for-user.ts";
import { listGroups } from "./operations/list-groups.ts";
import { listInstanceProfileTags } from "./operations/list-instance-profile-tags.ts";
import { listInstanceProfilesForRole } from "./operations/list-instance-profiles-for-role.ts";
import { listInstanceProfiles } from "./operations/list-instance-profiles.ts";
import { listPolicies } from "./operations/list-policies.ts";
import { listPolicyTags } from "./operations/list-policy-tags.ts";
import { listPolicyVersions } from "./operations/list-policy-versions.ts";
import { listRolePolicies } from "./operations/list-role-policies.ts";
import { listRoleTags } from "./operations/list-role-tags.ts";
import { listRoles } from "./operations/list-roles.ts";
import { listUserPolicies } from "./operations/list-user-policies.ts";
import { listUserTags } from "./operations/list-user-tags.ts";
import { listUsers } from "./operations/list-users.ts";
import { putGroupPolicy } from "./operations/put-group-policy.ts";
import { putRolePermissionsBoundary } from "./operations/put-role-permissions-boundary.ts";
import { putRolePolicy } from "./operations/put-role-policy.ts";
import { putUserPermissionsBoundary } from "./operations/put-user-permissions-boundary.ts";
import { putUserPolicy } from "./operations/put-user-policy.ts";
import { removeRoleFromInstanceProfile } from "./operations/remove-role-from-instance-profile.ts";
import { removeUserFromGroup } from "./operations/remove-user-from-group.ts";
import { setDefaultPolicyVersion } from "./operations/set-default-policy-version.ts";
import { tagInstanceProfile } from "./operations/tag-instance-profile.ts";
import { tagPolicy } from "./operations/tag-policy.ts";
import { tagRole } from "./operations/tag-role.ts";
import { tagUser } from "./operations/tag-user.ts";
import { untagInstanceProfile } from "./operations/untag-instance-profile.ts";
import { untagPolicy } from "./operations/untag-policy.ts";
import { untagRole } from "./operations/untag-role.ts";
import { untagUser } from "./operations/untag-user.ts";
import { updateAccessKey } from "./operations/update-access-key.ts";
import { updateAssumeRolePolicy } from "./operations/update-assume-role-policy.ts";
import { updateGroup } from "./operations/update-group.ts";
import { updateLoginProfile } from "./operations/update-login-profile.ts";
import { updateRoleDescription } from "./operations/update-role-description.ts";
import { updateRole } from "./operations/update-role.ts";
import { updateUser } from "./operations/update-user.ts";
import { providerOperations } from "./provider-operations.ts";

export default defineService<Sdk, IamContext, ServiceHost>({
  model: "iam",
  open: openIam,
  operations: {
    ...accountOperations,
    ...credentialOperations,
    ...providerOperations,
    AddRoleToInstanceProfile: addRoleToInstanceProfile,
    AddUserToGroup: addUserToGroup,
    AttachGroupPolicy: attachGroupPolicy,
    AttachRolePolicy: attachRolePolicy,
    AttachUserPolicy: attachUserPolicy,
    ChangePassword: changePassword,
    CreateAccessKey: createAccessKey,
    CreateGroup: createGroup,
    CreateInstanceProfile: createInstanceProfile,
    CreateLoginProfile: createLoginProfile,
    CreatePolicy: createPolicy,
    CreatePolicyVersion: createPolicyVersion,
    CreateRole: createRole,
    CreateUser: createUser,
    DeleteAccessKey: deleteAccessKey,
    DeleteGroup: deleteGroup,
    DeleteGroupPolicy: deleteGroupPolicy,
    DeleteInstanceProfile: deleteInstanceProfile,
    DeleteLoginProfile: deleteLoginProfile,
    DeletePolicy: deletePolicy,
    DeletePolicyVersion: deletePolicyVersion,
    DeleteRole: deleteRole,
    DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
    DeleteRolePolicy: deleteRolePolicy,
    DeleteUser: deleteUser,
    DeleteUserPermissionsBoundary: deleteUserPermissionsBoundary,
    DeleteUserPolicy: deleteUserPolicy,
    DetachGroupPolicy: detachGroupPolicy,
    DetachRolePolicy: detachRolePolicy,
    DetachUserPolicy: detachUserPolicy,
    GetAccessKeyLastUsed: getAccessKeyLastUsed,
    GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
    GetGroup: getGroup,
    GetGroupPolicy: getGroupPolicy,
    GetInstanceProfile: getInstanceProfile,
    GetLoginProfile: getLoginProfile,
    GetPolicy: getPolicy,
    GetPolicyVersion: getPolicyVersion,
    GetRole: getRole,
    GetRolePolicy: getRolePolicy,
    GetUser: getUser,
    GetUserPolicy: getUserPolicy,
    ListAccessKeys: listAccessKeys,
    ListAttachedGroupPolicies: listAttachedGroupPolicies,
    ListAttachedRolePolicies: listAttachedRolePolicies,
    ListAttachedUserPolicies: listAttachedUserPolicies,
    ListEntitiesForPolicy: listEntitiesForPolicy,
    ListGroupPolicies: listGroupPolicies,
    ListGroups: listGroups,
    ListGroupsForUser: listGroupsForUser,
    ListInstanceProfileTags: listInstanceProfileTags,
    ListInstanceProfiles: listInstanceProfiles,
    ListInstanceProfilesForRole: listInstanceProfilesForRole,
    ListPolicies: listPolicies,
    ListPolicyTags: listPolicyTags,
    ListPolicyVersions: listPolicyVersions,
    ListRolePolicies: listRolePolicies,
    ListRoleTags: listRoleTags,
    ListRoles: listRoles,
    ListUserPolicies: listUserPolicies,
    ListUserTags: listUserTags,
    ListUsers: listUsers,
    PutGroupPolicy: putGroupPolicy,
    PutRolePermissionsBoundary: putRolePermissionsBoundary,
    PutRolePolicy: putRolePolicy,
    PutUserPermissionsBoundary: putUserPermissionsBoundary,
    PutUserPolicy: putUserPolicy,
    RemoveRoleFromInstanceProfile: removeRoleFromInstanceProfile,
    RemoveUserFromGroup: removeUserFromGroup,
    SetDefaultPolicyVersion: setDefaultPolicyVersion,
    TagInstanceProfile: tagInstanceProfile,
    TagPolicy: tagPolicy,
    TagRole: tagRole,
    TagUser: tagUser,
    UntagInstanceProfile: untagInstanceProfile,
    UntagPolicy: untagPolicy,
    UntagRole: untagRole,
    UntagUser: untagUser,
    UpdateAccessKey: updateAccessKey,
    UpdateAssumeRolePolicy: updateAssumeRolePolicy,
    UpdateGroup: updateGroup,
    UpdateLoginProfile: updateLoginProfile,
    UpdateRole: updateRole,
    UpdateRoleDescription: updateRoleDescription,
    UpdateUser: updateUser,
  },
  access,
  gaps,
  differences,
  close: ({ keyUses }) => keyUses.flush(),
});
