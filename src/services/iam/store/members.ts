// The users in a group, by the group's unique id and the user's name.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { allUsers } from "./entities.ts";
import type { UserRow } from "./rows.ts";
import { folded, members } from "./tables.ts";

const keyOf = (account: string, groupId: string, name: string) => [account, groupId, folded(name)] as const;

export const putMember = (transaction: Transaction, account: string, groupId: string, name: string): void =>
  members.put(transaction, keyOf(account, groupId, name), {});

export const deleteMember = (transaction: Transaction, account: string, groupId: string, name: string): void =>
  members.delete(transaction, keyOf(account, groupId, name));

/** In the order of their names. */
export async function* membersOf(
  reads: Reads,
  account: string,
  groupId: string,
  after?: string,
): AsyncGenerator<UserRow> {
  const prefix = [account, groupId];
  const range = { prefix, ...(after !== undefined && { after: keyOf(account, groupId, after) }) };
  for await (const { key } of members.scan(reads, range)) {
    const user = await allUsers.find(reads, account, String(key[2]));
    if (user) yield user;
  }
}

export async function hasMembers(reads: Reads, account: string, groupId: string): Promise<boolean> {
  for await (const _ of members.scan(reads, { prefix: [account, groupId], limit: 1 })) return true;
  return false;
}
