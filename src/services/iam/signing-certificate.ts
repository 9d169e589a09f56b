// Signing certificates: how they are found and shown.
import type { SigningCertificate } from "@aws-sdk/client-iam";
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { signingCertificateNotFound } from "./credential-errors.ts";
import type { SigningCertificateRow } from "./store/credential-rows.ts";
import { signingCertificates } from "./store/credentials.ts";

/** Errors: NoSuchEntity. */
export async function signingCertificateOf(
  reads: Reads,
  account: string,
  userId: string,
  id: string,
): Promise<SigningCertificateRow> {
  const row = await signingCertificates.find(reads, account, userId, id);
  if (!row) throw signingCertificateNotFound(id);
  return row;
}

export const signingCertificateView = (userName: string, row: SigningCertificateRow): SigningCertificate => ({
  UserName: userName,
  CertificateId: row.id,
  CertificateBody: row.body,
  Status: row.status,
  UploadDate: new Date(row.uploadedMs),
});
