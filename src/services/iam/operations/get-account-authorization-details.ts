// GetAccountAuthorizationDetails: everything that says who may do what, in pages over users, groups, roles and policies.
import type { EntityType } from "@aws-sdk/client-iam";
import { groupDetail, policyDetail, roleDetail, userDetail } from "../authorization-details.ts";
import type { Call, Operation } from "../context.ts";
import { partitionOf } from "../../../kit/arn.ts";
import { awsManagedPolicies } from "../managed-policies/managed-policies.ts";
import { pageOf } from "../paging.ts";
import { allGroups, allPolicies, allRoles, allUsers } from "../store/entities.ts";
import { awsPolicyAsManaged, countUsage, customerPolicy, type ManagedPolicy } from "../store/managed.ts";
import type { GroupRow, RoleRow, UserRow } from "../store/rows.ts";

/** In this order. */
type Listed =
  | { readonly kind: "User"; readonly name: string; readonly row: UserRow }
  | { readonly kind: "Group"; readonly name: string; readonly row: GroupRow }
  | { readonly kind: "Role"; readonly name: string; readonly row: RoleRow }
  | { readonly kind: "LocalManagedPolicy" | "AWSManagedPolicy"; readonly name: string; readonly policy: ManagedPolicy };

const KINDS: readonly EntityType[] = ["User", "Group", "Role", "LocalManagedPolicy", "AWSManagedPolicy"];

type Position = `${number}/${string}`;

export const getAccountAuthorizationDetails: Operation<"GetAccountAuthorizationDetails"> = async (input, call) => {
  const kinds = KINDS.filter((kind) => !input.Filter || input.Filter.length === 0 || input.Filter.includes(kind));
  const { items, rest } = await pageOf(
    call,
    `GetAccountAuthorizationDetails/${kinds.join()}`,
    input,
    (after: Position | undefined) => everything(call, kinds, after),
    ({ kind, name }): Position => `${KINDS.indexOf(kind)}/${name}`,
  );
  const UserDetailList = [];
  const GroupDetailList = [];
  const RoleDetailList = [];
  const Policies = [];
  for (const item of items) {
    if (item.kind === "User") UserDetailList.push(await userDetail(call, item.row));
    else if (item.kind === "Group") GroupDetailList.push(await groupDetail(call, item.row));
    else if (item.kind === "Role") RoleDetailList.push(await roleDetail(call, item.row));
    else Policies.push(await policyDetail(call, item.policy));
  }
  return { UserDetailList, GroupDetailList, RoleDetailList, Policies, ...rest };
};

async function* everything(call: Call, kinds: readonly EntityType[], after: Position = "0/"): AsyncGenerator<Listed> {
  const first = Number(after.slice(0, 1));
  const name = after.slice(2);
  for (const kind of kinds) {
    const at = KINDS.indexOf(kind);
    if (at >= first) yield* ofKind(call, kind, at === first && name !== "" ? name : undefined);
  }
}

async function* ofKind(call: Call, kind: EntityType, after: string | undefined): AsyncGenerator<Listed> {
  const { account, context, region } = call;
  const { reads } = context.store;
  if (kind === "User")
    for await (const row of allUsers.list(reads, account, after)) yield { kind, name: row.name, row };
  if (kind === "Group")
    for await (const row of allGroups.list(reads, account, after)) yield { kind, name: row.name, row };
  if (kind === "Role")
    for await (const row of allRoles.list(reads, account, after)) yield { kind, name: row.name, row };
  if (kind === "LocalManagedPolicy")
    for await (const row of allPolicies.list(reads, account, after))
      yield { kind, name: row.name, policy: customerPolicy(account, row) };
  if (kind === "AWSManagedPolicy")
    for (const aws of awsManagedPolicies(partitionOf(region))) {
      const name = `${aws.path}${aws.name}`;
      // Documented: AWS's policies are there when something has them.
      if ((after === undefined || name > after) && (await isUsed(call, aws.arn)))
        yield { kind, name, policy: awsPolicyAsManaged(aws) };
    }
}

async function isUsed({ account, context }: Call, arn: string): Promise<boolean> {
  const { attachments, boundaries } = await countUsage(context.store.reads, account, arn);
  return attachments + boundaries > 0;
}
