// Inline policies of users, groups and roles, kept under the owner's unique id.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { inlinePolicies } from "./tables.ts";

export interface InlinePolicy {
  readonly name: string;
  readonly document: string;
}

export async function findInline(
  reads: Reads,
  account: string,
  ownerId: string,
  name: string,
): Promise<string | undefined> {
  return (await inlinePolicies.get(reads, [account, ownerId, name]))?.document;
}

/** In the order of their names. */
export async function* listInline(
  reads: Reads,
  account: string,
  ownerId: string,
  after?: string,
): AsyncGenerator<InlinePolicy> {
  const prefix = [account, ownerId];
  const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
  for await (const { key, row } of inlinePolicies.scan(reads, range))
    yield { name: String(key[2]), document: row.document };
}

export const putInline = (
  transaction: Transaction,
  account: string,
  ownerId: string,
  { name, document }: InlinePolicy,
): void => inlinePolicies.put(transaction, [account, ownerId, name], { document });

export const deleteInline = (transaction: Transaction, account: string, ownerId: string, name: string): void =>
  inlinePolicies.delete(transaction, [account, ownerId, name]);

export async function hasInline(reads: Reads, account: string, ownerId: string): Promise<boolean> {
  for await (const _ of inlinePolicies.scan(reads, { prefix: [account, ownerId], limit: 1 })) return true;
  return false;
}
