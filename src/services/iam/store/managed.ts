// Managed policies by ARN, a customer's own and AWS's: what they are, their versions, and who has them attached.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { arnOf, parseEntityArn } from "../entity.ts";
import { policyNotFound, versionNotFound } from "../errors.ts";
import { type AwsManagedPolicy, awsManagedPolicy } from "../managed-policies/managed-policies.ts";
import { allPolicies } from "./entities.ts";
import type { PolicyRow, PolicyVersionRow, Tags } from "./rows.ts";
import { attachments, policyVersions } from "./tables.ts";

export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly createdMs: number;
  readonly updatedMs: number;
  /** `v1` */
  readonly defaultVersion: string;
  readonly tags: Tags;
  /** Undefined: AWS's own. */
  readonly customer: PolicyRow | undefined;
}

export const customerPolicy = (account: string, row: PolicyRow): ManagedPolicy => ({
  arn: arnOf("policy", account, row),
  name: row.name,
  id: row.id,
  path: row.path,
  description: row.description,
  createdMs: row.createdMs,
  updatedMs: row.updatedMs,
  defaultVersion: versionId(row.defaultVersion),
  tags: row.tags,
  customer: row,
});

export const awsPolicyAsManaged = (policy: AwsManagedPolicy): ManagedPolicy => ({
  arn: policy.arn,
  name: policy.name,
  id: policy.policyId,
  path: policy.path,
  description: policy.description,
  createdMs: policy.createdMs,
  updatedMs: policy.updatedMs,
  defaultVersion: policy.versionId,
  tags: [],
  customer: undefined,
});

export const versionId = (number: number): string => `v${number}`;

/** A customer's own policy of that account. */
async function findCustomer(reads: Reads, account: string, arn: string): Promise<PolicyRow | undefined> {
  const named = parseEntityArn(arn);
  if (named?.kind !== "policy" || named.account !== account) return undefined;
  const row = await allPolicies.find(reads, account, named.name);
  return row && arnOf("policy", account, row) === arn ? row : undefined;
}

/** A policy that the account may use: its own, or AWS's. */
export async function findManaged(reads: Reads, account: string, arn: string): Promise<ManagedPolicy | undefined> {
  const aws = awsManagedPolicy(arn);
  if (aws) return awsPolicyAsManaged(aws);
  const row = await findCustomer(reads, account, arn);
  return row && customerPolicy(account, row);
}

/** Errors: NoSuchEntity. */
export async function getManaged(reads: Reads, account: string, arn: string): Promise<ManagedPolicy> {
  const policy = await findManaged(reads, account, arn);
  if (!policy) throw policyNotFound(arn);
  return policy;
}

/** JSON of the default version, in whatever account the policy is. */
export async function managedDocument(reads: Reads, arn: string): Promise<string | undefined> {
  const aws = awsManagedPolicy(arn);
  if (aws) return aws.document;
  const { account = "" } = parseEntityArn(arn) ?? {};
  const row = await findCustomer(reads, account, arn);
  if (!row) return undefined;
  return (await policyVersions.get(reads, [account, row.id, row.defaultVersion]))?.document;
}

export interface PolicyVersion extends PolicyVersionRow {
  readonly id: string;
  readonly isDefault: boolean;
}

/** The newest first; of AWS's policies only the default version is known. */
export async function versionsOf(reads: Reads, account: string, policy: ManagedPolicy): Promise<PolicyVersion[]> {
  const { customer, defaultVersion } = policy;
  if (!customer) {
    const { document, updatedMs } = awsManagedPolicy(policy.arn) as AwsManagedPolicy;
    return [{ id: defaultVersion, isDefault: true, document, createdMs: updatedMs }];
  }
  const versions: PolicyVersion[] = [];
  for await (const { key, row } of policyVersions.scan(reads, { prefix: [account, customer.id], reverse: true })) {
    const id = versionId(Number(key[2]));
    versions.push({ id, isDefault: id === defaultVersion, ...row });
  }
  return versions;
}

/** Errors: NoSuchEntity, for a policy that is not there as well. */
export async function getVersion(reads: Reads, account: string, arn: string, id: string): Promise<PolicyVersion> {
  const policy = await findManaged(reads, account, arn);
  const versions = policy ? await versionsOf(reads, account, policy) : [];
  const version = versions.find((each) => each.id === id);
  if (!version) throw versionNotFound(arn, id);
  return version;
}

export const putVersion = (
  transaction: Transaction,
  account: string,
  { policyId, number }: { readonly policyId: string; readonly number: number },
  version: PolicyVersionRow,
): void => policyVersions.put(transaction, [account, policyId, number], version);

export const deleteVersion = (transaction: Transaction, account: string, policyId: string, number: number): void =>
  policyVersions.delete(transaction, [account, policyId, number]);

/** How a policy is used: as permissions, or as a boundary. */
export type Usage = "policy" | "boundary";

export interface Attachment {
  readonly usage: Usage;
  readonly kind: "user" | "group" | "role";
  readonly ownerId: string;
}

const attachmentKey = (account: string, arn: string, { usage, kind, ownerId }: Attachment) =>
  [account, arn, usage, kind, ownerId] as const;

export const putAttachment = (transaction: Transaction, account: string, arn: string, attachment: Attachment): void =>
  attachments.put(transaction, attachmentKey(account, arn, attachment), {});

export const deleteAttachment = (
  transaction: Transaction,
  account: string,
  arn: string,
  attachment: Attachment,
): void => attachments.delete(transaction, attachmentKey(account, arn, attachment));

export async function* attachmentsOf(reads: Reads, account: string, arn: string): AsyncGenerator<Attachment> {
  for await (const { key } of attachments.scan(reads, { prefix: [account, arn] })) {
    const [, , usage, kind, ownerId] = key as [string, string, Usage, Attachment["kind"], string];
    yield { usage, kind, ownerId };
  }
}

/** How often a policy is attached, and how often it is a boundary. */
export interface UsageCounts {
  readonly attachments: number;
  readonly boundaries: number;
}

export async function countUsage(reads: Reads, account: string, arn: string): Promise<UsageCounts> {
  const counts = { attachments: 0, boundaries: 0 };
  for await (const { usage } of attachmentsOf(reads, account, arn))
    counts[usage === "policy" ? "attachments" : "boundaries"]++;
  return counts;
}
