// Passwords of users for the console, as hashes.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { loginProfileNotFound } from "../errors.ts";
import type { LoginProfileRow, UserRow } from "./rows.ts";
import { loginProfiles } from "./tables.ts";

export const findLoginProfile = (reads: Reads, account: string, userId: string): Promise<LoginProfileRow | undefined> =>
  loginProfiles.get(reads, [account, userId]);

export const putLoginProfile = (
  transaction: Transaction,
  account: string,
  userId: string,
  row: LoginProfileRow,
): void => loginProfiles.put(transaction, [account, userId], row);

export const deleteLoginProfile = (transaction: Transaction, account: string, userId: string): void =>
  loginProfiles.delete(transaction, [account, userId]);

/** Errors: NoSuchEntity. */
export async function getLoginProfile(reads: Reads, account: string, { id, name }: UserRow): Promise<LoginProfileRow> {
  const row = await findLoginProfile(reads, account, id);
  if (!row) throw loginProfileNotFound(name);
  return row;
}
