// Access keys of users; their secrets are sealed by the platform's key.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { accountOfKey } from "../../../kit/access-key-id.ts";
import type { Sealing } from "../../../kit/sealing.ts";
import { accessKeyNotFound } from "../errors.ts";
import { allUsers } from "./entities.ts";
import type { AccessKeyRow, UserRow } from "./rows.ts";
import type { IamStore } from "./store.ts";
import { accessKeys } from "./tables.ts";

const PURPOSE = "iam.access-key";

interface Secret {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface FoundAccessKey {
  readonly account: string;
  readonly user: UserRow;
  readonly status: AccessKeyRow["status"];
  readonly secretAccessKey: string;
}

export const sealSecret = (sealing: Sealing, secret: Secret): string => sealing.seal(PURPOSE, secret);

/** Undefined as well when the stored secret was altered, or belongs to another key. */
export async function findAccessKey(store: IamStore, accessKeyId: string): Promise<FoundAccessKey | undefined> {
  const account = accountOfKey(accessKeyId);
  if (account === undefined) return undefined;
  const row = await accessKeys.get(store.reads, [account, accessKeyId]);
  const user = row && (await allUsers.findById(store.reads, account, row.userId));
  if (!user) return undefined;
  const secret = store.sealing.open(PURPOSE, row.sealedSecret) as Secret | undefined;
  if (secret?.accessKeyId !== accessKeyId) return undefined;
  return { account, user, status: row.status, secretAccessKey: secret.secretAccessKey };
}

/** A key of that user. Errors: NoSuchEntity. */
export async function accessKeyOf(reads: Reads, account: string, user: UserRow, id: string): Promise<AccessKeyRow> {
  const row = user.accessKeyIds.includes(id) ? await accessKeys.get(reads, [account, id]) : undefined;
  if (!row) throw accessKeyNotFound(id);
  return row;
}

/** The oldest first. */
export async function accessKeysOf(
  reads: Reads,
  account: string,
  user: UserRow,
): Promise<{ readonly id: string; readonly row: AccessKeyRow }[]> {
  const keys = [];
  for (const id of user.accessKeyIds) {
    const row = await accessKeys.get(reads, [account, id]);
    if (row) keys.push({ id, row });
  }
  return keys;
}

export const putAccessKey = (transaction: Transaction, account: string, id: string, row: AccessKeyRow): void =>
  accessKeys.put(transaction, [account, id], row);

export const deleteAccessKey = (transaction: Transaction, account: string, id: string): void =>
  accessKeys.delete(transaction, [account, id]);
