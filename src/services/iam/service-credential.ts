// Service-specific credentials: which services have them, what they are made of, how they are shown.
import type { ServiceSpecificCredential, ServiceSpecificCredentialMetadata } from "@aws-sdk/client-iam";
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { bytes } from "../../kit/ids.ts";
import { serviceCredentialNotFound, serviceNotSupported } from "./credential-errors.ts";
import type { ServiceCredentialRow } from "./store/credential-rows.ts";
import { serviceCredentials } from "./store/credentials.ts";

/** What a service's credentials are: a name and a password, or an API key that may expire. Documented. */
type Kind = "password" | "api-key";

const services: Readonly<Record<string, Kind>> = {
  "codecommit.amazonaws.com": "password",
  "cassandra.amazonaws.com": "password",
  "bedrock.amazonaws.com": "api-key",
  "logs.amazonaws.com": "api-key",
};

const SECRET_BYTES = 32;
/** Of the sealing. */
export const SECRET_PURPOSE = "iam.service-credential";

/** Errors: NoSuchEntity. */
export function kindOf(service: string): Kind {
  const kind = services[service];
  if (!kind || !Object.hasOwn(services, service)) throw serviceNotSupported(service);
  return kind;
}

export const newSecret = (): string => bytes(SECRET_BYTES).toString("base64");

/** Errors: NoSuchEntity. */
export async function serviceCredentialOf(
  reads: Reads,
  account: string,
  userId: string,
  id: string,
): Promise<ServiceCredentialRow> {
  const row = await serviceCredentials.find(reads, account, userId, id);
  if (!row) throw serviceCredentialNotFound(id);
  return row;
}

export const credentialMetadata = (
  userName: string,
  row: ServiceCredentialRow,
  nowMs: number,
): ServiceSpecificCredentialMetadata => ({
  UserName: userName,
  Status: row.expiresMs !== undefined && row.expiresMs <= nowMs ? "Expired" : row.status,
  ...(kindOf(row.service) === "api-key" ? { ServiceCredentialAlias: row.name } : { ServiceUserName: row.name }),
  CreateDate: new Date(row.createdMs),
  ...(row.expiresMs !== undefined && { ExpirationDate: new Date(row.expiresMs) }),
  ServiceSpecificCredentialId: row.id,
  ServiceName: row.service,
});

/** With the secret, which is shown when it is made and never again. */
export const credentialView = (
  userName: string,
  row: ServiceCredentialRow,
  { secret, nowMs }: { readonly secret: string; readonly nowMs: number },
): ServiceSpecificCredential => ({
  ...(credentialMetadata(userName, row, nowMs) as ServiceSpecificCredential),
  ...(kindOf(row.service) === "api-key" ? { ServiceCredentialSecret: secret } : { ServicePassword: secret }),
});
