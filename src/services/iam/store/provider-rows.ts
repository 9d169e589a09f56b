// What IAM keeps of identity providers and MFA devices: the shapes of the rows.
import type { Tags } from "./rows.ts";

export interface OidcProviderRow {
  /** Without `https://`. */
  readonly url: string;
  readonly partition: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
  readonly createdMs: number;
  readonly tags: Tags;
}

export interface SamlProviderRow {
  readonly name: string;
  readonly partition: string;
  /** `SAMLProviderUUID`. */
  readonly id: string;
  /** XML. */
  readonly metadata: string;
  readonly createdMs: number;
  readonly validUntilMs: number;
  readonly encryption: "Required" | "Allowed";
  /** Keys that open encrypted assertions: the newest last, sealed. */
  readonly privateKeys: readonly SamlPrivateKey[];
  readonly tags: Tags;
}

export interface SamlPrivateKey {
  readonly id: string;
  readonly addedMs: number;
  readonly sealed: string;
}

export interface MfaDeviceRow {
  /** An ARN. */
  readonly serialNumber: string;
  readonly createdMs: number;
  readonly sealedSeed: string;
  readonly tags: Tags;
  /** Undefined: not enabled. */
  readonly owner: MfaOwner | undefined;
  readonly enabledMs: number | undefined;
  /** How many steps of 30 seconds the device is ahead of the clock. */
  readonly drift: number;
  /** The counter of the code that was used last: no code is taken twice, and none before it. */
  readonly lastCounter: number;
}

export type MfaOwner = { readonly kind: "root" } | { readonly kind: "user"; readonly userId: string };
