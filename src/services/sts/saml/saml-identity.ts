// Whom a SAML response names, once its signature holds and it speaks to AWS about the role.
import type { IdentityProvider } from "../../../kit/principals.ts";
import type { Input, StsContext } from "../context.ts";
import {
  badSamlSignature,
  encryptedAssertion,
  noSamlProvider,
  notBase64,
  notSamlResponse,
  providerRefused,
} from "../errors.ts";
import { roleNameOf } from "../role.ts";
import type { SessionTags } from "../session-tags.ts";
import { type Assertion, readAssertion } from "./assertion.ts";
import {
  checkRole,
  conditionKeys,
  nameQualifierOf,
  sessionNameOf,
  sessionTagsOf,
  sourceIdentityOf,
} from "./attributes.ts";
import { readMetadata, type SamlMetadata } from "./metadata.ts";
import { signedAssertion } from "./signed-assertion.ts";
import type { XmlElement } from "./xml.ts";

export interface SamlIdentity {
  readonly providerArn: string;
  readonly assertion: Assertion;
  readonly nameQualifier: string;
  readonly sessionName: string;
  readonly tags: SessionTags;
  readonly sourceIdentity: string | undefined;
  /** `saml:sub` and its kin. */
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
}

type SamlInput = Input<"AssumeRoleWithSAML">;

/** Errors: InvalidIdentityToken, ExpiredTokenException, IDPRejectedClaim, ValidationError, NotImplemented. */
export const samlIdentityOf = (input: SamlInput, context: StsContext): Promise<SamlIdentity> =>
  context.samlIdentities.of(input, () => verified(input, context));

async function verified(input: SamlInput, { principals, clock }: StsContext): Promise<SamlIdentity> {
  const { account, partition } = roleNameOf(input.RoleArn);
  const prefix = `arn:${partition}:iam::${account}:saml-provider/`;
  const provider = input.PrincipalArn.startsWith(prefix)
    ? await principals.identityProvider(input.PrincipalArn)
    : undefined;
  const metadata = provider?.kind === "saml" ? metadataOf(provider) : undefined;
  if (!metadata) throw noSamlProvider();
  const element = await assertionIn(decode(input.SAMLAssertion), metadata);
  const assertion = readAssertion(element, metadata.entityId, clock.now());
  checkRole(assertion, input.RoleArn, input.PrincipalArn);
  const providerName = input.PrincipalArn.slice(prefix.length);
  return {
    providerArn: input.PrincipalArn,
    assertion,
    nameQualifier: nameQualifierOf(assertion.issuer, account, providerName),
    sessionName: sessionNameOf(assertion),
    tags: sessionTagsOf(assertion),
    sourceIdentity: sourceIdentityOf(assertion),
    keys: conditionKeys(assertion, account, providerName),
  };
}

/** Providers stay the same objects until they change. */
const known = new WeakMap<IdentityProvider, SamlMetadata>();

function metadataOf(provider: Extract<IdentityProvider, { readonly kind: "saml" }>): SamlMetadata | undefined {
  const metadata = known.get(provider) ?? readMetadata(provider.metadata);
  if (metadata) known.set(provider, metadata);
  return metadata;
}

/** Errors: InvalidIdentityToken. */
function decode(base64: string): string {
  const compact = base64.replaceAll(/\s/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) throw notBase64();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(compact, "base64"));
  } catch {
    throw notSamlResponse();
  }
}

const REFUSALS = {
  "not-saml": notSamlResponse,
  failed: providerRefused,
  encrypted: encryptedAssertion,
  unsigned: badSamlSignature,
} as const;

async function assertionIn(xml: string, { certificates }: SamlMetadata): Promise<XmlElement> {
  const outcome = await signedAssertion(xml, certificates);
  if (outcome.kind === "signed") return outcome.assertion;
  throw REFUSALS[outcome.kind]();
}
