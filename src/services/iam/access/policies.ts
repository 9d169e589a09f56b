// Which access the operations on managed and inline policies need.
import type { AccessTable } from "../../../kit/access.ts";
import type { IamContext, Sdk } from "../context.ts";
import { requestTags } from "../tags.ts";
import { need, newArn } from "./resources.ts";
import { account, group, listing, policy, role, user } from "./rules.ts";

export const policyAccess: AccessTable<Sdk, IamContext> = {
  CreatePolicy: (input, call) =>
    need(
      call,
      "CreatePolicy",
      { arn: newArn("policy", call, input.PolicyName, input.Path), shownAs: `policy ${input.PolicyName}` },
      { requestTags: requestTags(input.Tags) },
    ),
  GetPolicy: policy("GetPolicy"),
  ListPolicies: listing("ListPolicies", "policy"),
  DeletePolicy: policy("DeletePolicy"),
  CreatePolicyVersion: policy("CreatePolicyVersion"),
  GetPolicyVersion: policy("GetPolicyVersion"),
  ListPolicyVersions: policy("ListPolicyVersions"),
  SetDefaultPolicyVersion: policy("SetDefaultPolicyVersion"),
  DeletePolicyVersion: policy("DeletePolicyVersion"),
  ListEntitiesForPolicy: policy("ListEntitiesForPolicy"),
  TagPolicy: policy("TagPolicy"),
  UntagPolicy: policy("UntagPolicy"),
  ListPolicyTags: policy("ListPolicyTags"),

  AttachUserPolicy: user("AttachUserPolicy"),
  DetachUserPolicy: user("DetachUserPolicy"),
  ListAttachedUserPolicies: user("ListAttachedUserPolicies"),
  PutUserPolicy: user("PutUserPolicy"),
  GetUserPolicy: user("GetUserPolicy"),
  DeleteUserPolicy: user("DeleteUserPolicy"),
  ListUserPolicies: user("ListUserPolicies"),

  AttachGroupPolicy: group("AttachGroupPolicy"),
  DetachGroupPolicy: group("DetachGroupPolicy"),
  ListAttachedGroupPolicies: group("ListAttachedGroupPolicies"),
  PutGroupPolicy: group("PutGroupPolicy"),
  GetGroupPolicy: group("GetGroupPolicy"),
  DeleteGroupPolicy: group("DeleteGroupPolicy"),
  ListGroupPolicies: group("ListGroupPolicies"),

  AttachRolePolicy: role("AttachRolePolicy"),
  DetachRolePolicy: role("DetachRolePolicy"),
  ListAttachedRolePolicies: role("ListAttachedRolePolicies"),
  PutRolePolicy: role("PutRolePolicy"),
  GetRolePolicy: role("GetRolePolicy"),
  DeleteRolePolicy: role("DeleteRolePolicy"),
  ListRolePolicies: role("ListRolePolicies"),

  GetAccountAuthorizationDetails: account("GetAccountAuthorizationDetails"),
};
