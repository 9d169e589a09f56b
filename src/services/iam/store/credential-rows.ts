// What IAM keeps of certificates, SSH keys and service-specific credentials: the shapes of the rows.
import type { EntityRow, Tags } from "./rows.ts";

type Status = "Active" | "Inactive";

export interface ServerCertificateRow extends EntityRow {
  readonly body: string;
  readonly chain: string | undefined;
  readonly sealedKey: string;
  readonly expiresMs: number;
  readonly tags: Tags;
}

export interface SigningCertificateRow {
  readonly id: string;
  readonly body: string;
  readonly status: Status;
  readonly uploadedMs: number;
}

export interface SshPublicKeyRow {
  readonly id: string;
  /** As it was given. */
  readonly body: string;
  readonly fingerprint: string;
  readonly status: Status;
  readonly uploadedMs: number;
}

export interface ServiceCredentialRow {
  readonly id: string;
  readonly service: string;
  readonly createdMs: number;
  readonly expiresMs: number | undefined;
  readonly status: Status | "Expired";
  /** `ServiceUserName`, or for API keys `ServiceCredentialAlias`. */
  readonly name: string;
  readonly sealedSecret: string;
}
