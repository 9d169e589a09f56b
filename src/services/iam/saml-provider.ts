// SAML providers: their ARNs, metadata and private keys.
import { createPrivateKey } from "node:crypto";
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { formatArn, parseArn } from "../../kit/arn.ts";
import { base32 } from "../../kit/ids.ts";
import type { Sealing } from "../../kit/sealing.ts";
import { quotaExceeded } from "./errors.ts";
import {
  invalidMetadata,
  invalidSamlPrivateKey,
  samlPrivateKeyNeeded,
  samlProviderNotFound,
} from "./provider-errors.ts";
import { SAML_PRIVATE_KEYS_MAX, SAML_VALID_YEARS } from "./provider-limits.ts";
import { parseSamlMetadata } from "./saml-metadata.ts";
import type { SamlPrivateKey, SamlProviderRow } from "./store/provider-rows.ts";
import { samlProviders } from "./store/providers.ts";

const RESOURCE = "saml-provider/";
const PURPOSE = "iam.saml-private-key";
const ID_LENGTH = 24;

/** Of providers and of their private keys. */
export const newSamlId = (): string => base32(ID_LENGTH);

export const samlArnOf = (account: string, { name, partition }: Pick<SamlProviderRow, "name" | "partition">): string =>
  formatArn({ service: "iam", region: "", account, resource: `${RESOURCE}${name}` }, partition);

/** Errors: NoSuchEntity. */
export async function samlProviderOf(
  reads: Reads,
  { account }: { readonly account: string },
  arn: string,
): Promise<SamlProviderRow> {
  const parsed = parseArn(arn);
  const isHere = parsed?.service === "iam" && parsed.account === account && parsed.resource.startsWith(RESOURCE);
  const row = isHere ? await samlProviders.find(reads, account, parsed.resource.slice(RESOURCE.length)) : undefined;
  if (!row || samlArnOf(account, row) !== arn) throw samlProviderNotFound(arn);
  return row;
}

/** Until when a provider of that metadata is valid. Errors: InvalidInput. */
export function validUntilMs(metadata: string, nowMs: number): number {
  const parsed = parseSamlMetadata(metadata);
  if (!parsed) throw invalidMetadata();
  const end = new Date(nowMs);
  end.setUTCFullYear(end.getUTCFullYear() + SAML_VALID_YEARS);
  return parsed.validUntilMs ?? end.getTime();
}

/** Errors: InvalidInput when the text is no private key in PEM. */
export function sealPrivateKey(sealing: Sealing, pem: string, addedMs: number): SamlPrivateKey {
  try {
    createPrivateKey(pem);
  } catch {
    throw invalidSamlPrivateKey();
  }
  return { id: newSamlId(), addedMs, sealed: sealing.seal(PURPOSE, pem) };
}

/** Errors: InvalidInput, LimitExceeded. */
export function checkSamlKeys({ encryption, privateKeys }: SamlProviderRow): void {
  if (privateKeys.length > SAML_PRIVATE_KEYS_MAX)
    throw quotaExceeded("PrivateKeysPerSAMLProvider", SAML_PRIVATE_KEYS_MAX);
  if (encryption === "Required" && privateKeys.length === 0) throw samlPrivateKeyNeeded();
}
