// Certificates, SSH keys and service-specific credentials.
import type { Reads } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import { Collection } from "./collection.ts";
import type {
  ServerCertificateRow,
  ServiceCredentialRow,
  SigningCertificateRow,
  SshPublicKeyRow,
} from "./credential-rows.ts";

const first = { version: 1, upgrades: {} };

/** [account, name] */
export const serverCertificates = new Collection(
  table<ServerCertificateRow>({ name: "iam.server-certificates", ...first }),
);
/** [account, unique id of the user, certificate id] */
export const signingCertificates = new Collection(
  table<SigningCertificateRow>({ name: "iam.signing-certificates", ...first }),
);
/** [account, unique id of the user, key id] */
export const sshPublicKeys = new Collection(table<SshPublicKeyRow>({ name: "iam.ssh-public-keys", ...first }));
/** [account, unique id of the user, credential id] */
export const serviceCredentials = new Collection(
  table<ServiceCredentialRow>({ name: "iam.service-credentials", ...first }),
);

/** What a user still has of these; such a user cannot be deleted. */
export async function hasCredentials(reads: Reads, account: string, userId: string): Promise<boolean> {
  for (const rows of [signingCertificates, sshPublicKeys, serviceCredentials] as readonly Collection<object>[])
    for await (const _ of rows.list(reads, [account, userId])) return true;
  return false;
}
