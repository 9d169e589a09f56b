// Whose policies are simulated: a user with its groups, a group or a role, with the names that results give the policies.
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { partitionOf } from "../../kit/arn.ts";
import type { Caller } from "../../kit/service.ts";
import type { Call } from "./context.ts";
import { arnOf, parseEntityArn } from "./entity.ts";
import { entityNotFound } from "./errors.ts";
import { principals, type PrincipalKind } from "./kinds.ts";
import { type SimulatedContext, contextOfCaller } from "./simulated-context.ts";
import type { SimulatedPolicy } from "./simulation.ts";
import { callerNoUser, unclearEntity } from "./simulation-errors.ts";
import { allGroups, allUsers } from "./store/entities.ts";
import { listInline } from "./store/inline.ts";
import { managedDocument } from "./store/managed.ts";
import type { PrincipalRow, RoleRow, UserRow } from "./store/rows.ts";
import { tagRecord } from "./tags.ts";

/** A policy, and how requests name it to leave it out. */
export interface HeldPolicy extends SimulatedPolicy {
  /** Of a managed policy. */
  readonly arn: string | undefined;
  readonly inline: { readonly kind: PrincipalKind; readonly owner: string; readonly name: string } | undefined;
}

export interface SimulatedPrincipal {
  readonly kind: PrincipalKind;
  readonly row: PrincipalRow;
  readonly arn: string;
  readonly policies: readonly HeldPolicy[];
  readonly boundary: SimulatedPolicy | undefined;
}

/** Errors: InvalidInput, NoSuchEntity. */
export async function simulatedPrincipal(reads: Reads, account: string, arn: string): Promise<SimulatedPrincipal> {
  const named = parseEntityArn(arn);
  if (!named || named.kind === "policy" || named.kind === "instance-profile") throw unclearEntity(arn);
  const { kind } = named;
  const row = named.account === account ? await principals[kind].find(reads, account, named.name) : undefined;
  if (!row || arnOf(kind, account, row) !== arn) throw entityNotFound(kind, named.name);
  const policies = await heldBy(reads, account, kind, row);
  for (const groupId of kind === "user" ? (row as UserRow).groupIds : []) {
    const group = await allGroups.findById(reads, account, groupId);
    if (group) policies.push(...(await heldBy(reads, account, "group", group)));
  }
  return { kind, row, arn, policies, boundary: await boundaryOf(reads, kind, row) };
}

async function heldBy(reads: Reads, account: string, kind: PrincipalKind, row: PrincipalRow): Promise<HeldPolicy[]> {
  const held: HeldPolicy[] = [];
  for await (const { name, document } of listInline(reads, account, row.id)) {
    const inline = { kind, owner: row.name, name };
    held.push({ id: `${kind}_${row.name}_${name}`, document, arn: undefined, inline });
  }
  for (const arn of row.attached) {
    const document = await managedDocument(reads, arn);
    if (document !== undefined)
      held.push({ id: arn.slice(arn.lastIndexOf("/") + 1), document, arn, inline: undefined });
  }
  return held;
}

async function boundaryOf(reads: Reads, kind: PrincipalKind, row: PrincipalRow): Promise<SimulatedPolicy | undefined> {
  const arn = kind === "group" ? undefined : (row as UserRow | RoleRow).boundary;
  const document = arn === undefined ? undefined : await managedDocument(reads, arn);
  return arn === undefined || document === undefined
    ? undefined
    : { id: arn.slice(arn.lastIndexOf("/") + 1), document };
}

/** One of the three is given. */
export interface PolicyIdentifier {
  readonly PolicyType?: string | undefined;
  readonly PolicyArn?: string | undefined;
  readonly InlinePolicyIdentifier?:
    | { readonly PolicyName: string; readonly AttachmentType: string; readonly AttachmentName: string }
    | undefined;
}

/** Whether one of the identifiers names the policy. Documented: those that name nothing are ignored. */
export const isExcluded = (policy: HeldPolicy, identifiers: readonly PolicyIdentifier[]): boolean =>
  identifiers.some(({ PolicyType: type, PolicyArn: arn, InlinePolicyIdentifier: inline }) => {
    if (arn !== undefined) return arn === policy.arn;
    if (type !== undefined) return type === typeOf(policy);
    if (!inline || !policy.inline) return false;
    const { PolicyName: name, AttachmentType: kind, AttachmentName: owner } = inline;
    return name === policy.inline.name && kind === policy.inline.kind && owner === policy.inline.owner;
  });

const typeOf = ({ arn }: HeldPolicy): string => {
  if (arn === undefined) return "inline";
  return arn.includes(":iam::aws:") ? "aws-managed" : "user-managed";
};

/** Whether the boundary is left out. */
export const isBoundaryExcluded = (identifiers: readonly PolicyIdentifier[]): boolean =>
  identifiers.some(({ PolicyType }) => PolicyType === "permission-boundary");

/** Who asks in the simulation, and which condition keys follow from it. */
export interface SimulatedCaller {
  readonly caller: Caller;
  readonly context: SimulatedContext;
}

const NOBODY: SimulatedContext = new Map();

/** A user of that account that need not be there. Errors: InvalidInput when the ARN is not a user's. */
export async function callerNamed(reads: Reads, arn: string): Promise<SimulatedCaller> {
  const named = parseEntityArn(arn);
  if (named?.kind !== "user") throw callerNoUser(arn);
  const row = await allUsers.find(reads, named.account, named.name);
  const caller = userCaller(named.account, arn, row?.id ?? named.name);
  return { caller, context: contextOfCaller(caller, { arn, tags: tagRecord(row?.tags ?? []) }) };
}

/** The principal itself; of a group nobody in particular. */
export function callerOf(account: string, { kind, row, arn }: SimulatedPrincipal): SimulatedCaller {
  if (kind === "group") return { caller: userCaller(account, arn, row.id), context: NOBODY };
  const { tags } = row as UserRow | RoleRow;
  const caller =
    kind === "user"
      ? userCaller(account, arn, row.id)
      : ({
          kind: "assumed-role",
          account,
          arn: `arn:${row.partition}:sts::${account}:assumed-role/${row.name}/simulation`,
          userId: `${row.id}:simulation`,
          accessKeyId: undefined,
        } satisfies Caller);
  return { caller, context: contextOfCaller(caller, { arn, tags: tagRecord(tags) }) };
}

/** For policies that are given without anybody who has them. */
export const nobodyIn = ({ account, region }: Pick<Call, "account" | "region">): SimulatedCaller => ({
  caller: userCaller(account, `arn:${partitionOf(region)}:iam::${account}:user/simulation`, "simulation"),
  context: NOBODY,
});

const userCaller = (account: string, arn: string, userId: string): Caller => ({
  kind: "user",
  account,
  arn,
  userId,
  accessKeyId: undefined,
});
