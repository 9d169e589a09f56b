// SSH public keys of users: how they are found and shown.
import type { SSHPublicKey, SSHPublicKeyMetadata } from "@aws-sdk/client-iam";
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { sshPublicKeyNotFound } from "./credential-errors.ts";
import type { SshPublicKeyRow } from "./store/credential-rows.ts";
import { sshPublicKeys } from "./store/credentials.ts";

/** Errors: NoSuchEntity. */
export async function sshPublicKeyOf(
  reads: Reads,
  account: string,
  userId: string,
  id: string,
): Promise<SshPublicKeyRow> {
  const row = await sshPublicKeys.find(reads, account, userId, id);
  if (!row) throw sshPublicKeyNotFound(id);
  return row;
}

export const sshPublicKeyMetadata = (userName: string, row: SshPublicKeyRow): SSHPublicKeyMetadata => ({
  UserName: userName,
  SSHPublicKeyId: row.id,
  Status: row.status,
  UploadDate: new Date(row.uploadedMs),
});

export const sshPublicKeyView = (userName: string, row: SshPublicKeyRow, body: string): SSHPublicKey => ({
  ...(sshPublicKeyMetadata(userName, row) as Required<SSHPublicKeyMetadata>),
  Fingerprint: row.fingerprint,
  SSHPublicKeyBody: body,
});
