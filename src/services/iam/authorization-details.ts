// Entities as GetAccountAuthorizationDetails shows them: with everything that says what they may do.
import type { GroupDetail, ManagedPolicyDetail, PolicyDetail, RoleDetail, UserDetail } from "@aws-sdk/client-iam";
import { attachedViews } from "./attach.ts";
import type { Call } from "./context.ts";
import { encodeDocument } from "./documents.ts";
import { roleLastUsed } from "./last-used.ts";
import { fullVersionView, policyView } from "./policy-view.ts";
import { allGroups } from "./store/entities.ts";
import { listInline } from "./store/inline.ts";
import { countUsage, type ManagedPolicy, versionsOf } from "./store/managed.ts";
import { profilesWith } from "./store/profiles.ts";
import type { GroupRow, PrincipalRow, RoleRow, UserRow } from "./store/rows.ts";
import { sortedTags } from "./tags.ts";
import { boundaryView, embeddedRole, groupView, listedUser, profileView } from "./views.ts";

async function inlineOf({ account, context }: Call, { id }: PrincipalRow): Promise<PolicyDetail[]> {
  const details: PolicyDetail[] = [];
  for await (const { name, document } of listInline(context.store.reads, account, id))
    details.push({ PolicyName: name, PolicyDocument: encodeDocument(document) });
  return details;
}

const attachedOf = ({ attached }: PrincipalRow) => attachedViews(attached).map(({ view }) => view);

export async function userDetail(call: Call, row: UserRow): Promise<UserDetail> {
  const { account, context } = call;
  const groups = await Promise.all(row.groupIds.map((id) => allGroups.findById(context.store.reads, account, id)));
  const inline = await inlineOf(call, row);
  const { PasswordLastUsed: _, ...view } = listedUser(account, row);
  return {
    ...view,
    ...boundaryView(row.boundary),
    ...(inline.length > 0 && { UserPolicyList: inline }),
    GroupList: groups.flatMap((group) => (group ? [group.name] : [])),
    AttachedManagedPolicies: attachedOf(row),
    Tags: sortedTags(row.tags),
  };
}

export const groupDetail = async (call: Call, row: GroupRow): Promise<GroupDetail> => ({
  ...groupView(call.account, row),
  GroupPolicyList: await inlineOf(call, row),
  AttachedManagedPolicies: attachedOf(row),
});

export async function roleDetail(call: Call, row: RoleRow): Promise<RoleDetail> {
  const { account, context } = call;
  const { reads } = context.store;
  const InstanceProfileList = [];
  for await (const profile of profilesWith(reads, account, row.id))
    InstanceProfileList.push(await profileView(reads, account, profile));
  return {
    ...(await embeddedRole(reads, account, row)),
    ...boundaryView(row.boundary),
    InstanceProfileList,
    RolePolicyList: await inlineOf(call, row),
    AttachedManagedPolicies: attachedOf(row),
    Tags: sortedTags(row.tags),
    RoleLastUsed: await roleLastUsed(context, account, row),
  };
}

export async function policyDetail(call: Call, policy: ManagedPolicy): Promise<ManagedPolicyDetail> {
  const { account, context } = call;
  const { reads } = context.store;
  const versions = await versionsOf(reads, account, policy);
  return {
    ...policyView(policy, await countUsage(reads, account, policy.arn)),
    ...(policy.description !== undefined && { Description: policy.description }),
    PolicyVersionList: versions.map(fullVersionView),
  };
}
