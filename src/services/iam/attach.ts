// Managed policies on users, groups and roles: attached, detached, listed; and as boundaries of permissions.
import type { AttachedPolicy } from "@aws-sdk/client-iam";
import { parseArn } from "../../kit/arn.ts";
import type { Reads, Transaction } from "../../engines/keyvalue/keyvalue.ts";
import type { Call } from "./context.ts";
import {
  boundaryNotFound,
  invalidArn,
  invalidBoundaryArn,
  policyNotAttachable,
  policyNotFound,
  quotaExceeded,
} from "./errors.ts";
import { changedOwner, ownerOf, principals, type Owner } from "./kinds.ts";
import { ATTACHED_POLICIES_MAX } from "./limits.ts";
import { type PageInput, pageOfList } from "./paging.ts";
import { deleteAttachment, findManaged, putAttachment } from "./store/managed.ts";

const quotas = { user: "PoliciesPerUser", group: "PoliciesPerGroup", role: "PoliciesPerRole" } as const;

const isPolicyArn = (text: string): boolean => {
  const arn = parseArn(text);
  return arn?.service === "iam" && arn.resource.startsWith("policy/");
};

/** Idempotent. Errors: ValidationError, NoSuchEntity, LimitExceeded, UnmodifiableEntity. */
export async function attachPolicy(call: Call, owner: Owner, arn: string): Promise<void> {
  if (!isPolicyArn(arn)) throw invalidArn(arn);
  await call.context.store.write(async (transaction) => {
    const row = await changedOwner(transaction, call, owner);
    if (!(await findManaged(transaction, call.account, arn))) throw policyNotAttachable(arn);
    if (row.attached.includes(arn)) return;
    if (row.attached.length >= ATTACHED_POLICIES_MAX) throw quotaExceeded(quotas[owner.kind], ATTACHED_POLICIES_MAX);
    principals[owner.kind].put(transaction, call.account, { ...row, attached: [...row.attached, arn] });
    putAttachment(transaction, call.account, arn, { usage: "policy", kind: owner.kind, ownerId: row.id });
  });
}

/** Errors: ValidationError, NoSuchEntity when it is not attached, UnmodifiableEntity. */
export async function detachPolicy(call: Call, owner: Owner, arn: string): Promise<void> {
  if (!isPolicyArn(arn)) throw invalidArn(arn);
  await call.context.store.write(async (transaction) => {
    const row = await changedOwner(transaction, call, owner);
    if (!row.attached.includes(arn)) throw policyNotFound(arn);
    const attached = row.attached.filter((each) => each !== arn);
    principals[owner.kind].put(transaction, call.account, { ...row, attached });
    deleteAttachment(transaction, call.account, arn, { usage: "policy", kind: owner.kind, ownerId: row.id });
  });
}

export async function listAttached(
  call: Call,
  owner: Owner,
  input: PageInput & { readonly PathPrefix?: string | undefined },
) {
  const { reads } = call.context.store;
  const { id, attached } = await ownerOf(reads, call, owner);
  const within = attachedViews(attached).filter(({ path }) => path.startsWith(input.PathPrefix ?? "/"));
  const { items, rest } = await pageOfList(call, `Attached/${id}`, input, within);
  return { AttachedPolicies: items.map(({ view }) => view), ...rest };
}

/** In the order of attaching. An ARN holds all that is shown. */
export const attachedViews = (arns: readonly string[]): { readonly path: string; readonly view: AttachedPolicy }[] =>
  arns.map((arn) => {
    const [, path = "/", name = ""] = /:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
    return { path, view: { PolicyName: name, PolicyArn: arn } };
  });

/** Errors: InvalidInput, NoSuchEntity. */
export async function checkBoundary(reads: Reads, account: string, arn: string): Promise<void> {
  if (!isPolicyArn(arn)) throw invalidBoundaryArn(arn);
  if (!(await findManaged(reads, account, arn))) throw boundaryNotFound(arn);
}

/** Notes who has the boundary that a row now has, and no longer has the one before. */
export function moveBoundary(
  transaction: Transaction,
  account: string,
  owner: { readonly kind: "user" | "role"; readonly ownerId: string },
  { from, to }: { readonly from: string | undefined; readonly to: string | undefined },
): void {
  if (from !== undefined) deleteAttachment(transaction, account, from, { usage: "boundary", ...owner });
  if (to !== undefined) putAttachment(transaction, account, to, { usage: "boundary", ...owner });
}
