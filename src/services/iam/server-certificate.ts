// Server certificates: how they are found and shown.
import type { ServerCertificateMetadata } from "@aws-sdk/client-iam";
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { formatArn } from "../../kit/arn.ts";
import { serverCertificateNotFound } from "./credential-errors.ts";
import type { ServerCertificateRow } from "./store/credential-rows.ts";
import { serverCertificates } from "./store/credentials.ts";

/** Errors: NoSuchEntity. */
export async function serverCertificateOf(
  reads: Reads,
  { account }: { readonly account: string },
  name: string,
): Promise<ServerCertificateRow> {
  const row = await serverCertificates.find(reads, account, name);
  if (!row) throw serverCertificateNotFound(name);
  return row;
}

export const certificateMetadata = (account: string, row: ServerCertificateRow): ServerCertificateMetadata => {
  const resource = `server-certificate${row.path}${row.name}`;
  return {
    Path: row.path,
    ServerCertificateName: row.name,
    ServerCertificateId: row.id,
    Arn: formatArn({ service: "iam", region: "", account, resource }, row.partition),
    UploadDate: new Date(row.createdMs),
    Expiration: new Date(row.expiresMs),
  };
};
