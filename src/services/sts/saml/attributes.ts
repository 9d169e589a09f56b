// The attributes of an assertion that AWS knows: roles, the session's name, tags, and condition keys.
import { hash } from "node:crypto";
import {
  badSamlSessionName,
  badSamlSourceIdentity,
  roleNotInAssertion,
  sessionNameMissing,
  severalValues,
} from "../errors.ts";
import type { SessionTags } from "../session-tags.ts";
import type { Assertion } from "./assertion.ts";

const AWS = "https://aws.amazon.com/SAML/Attributes/";
const PRINCIPAL_TAG = `${AWS}PrincipalTag:`;
/** Documented: of session names and source identities. */
const NAME = /^[\w+=,.@-]{2,64}$/;

/** The pair must stand in the assertion, in either order. Errors: InvalidIdentityToken. */
export function checkRole({ attributes }: Assertion, roleArn: string, providerArn: string): void {
  const pairs = (attributes.get(`${AWS}Role`) ?? []).map((value) => value.split(",").map((part) => part.trim()));
  const wanted = (pair: readonly string[]): boolean =>
    pair.length === 2 && pair.includes(roleArn) && pair.includes(providerArn);
  if (!pairs.some(wanted)) throw roleNotInAssertion();
}

/** Errors: InvalidIdentityToken. */
export function sessionNameOf({ attributes }: Assertion): string {
  const name = oneValue(attributes, `${AWS}RoleSessionName`);
  if (name === undefined) throw sessionNameMissing();
  if (!NAME.test(name)) throw badSamlSessionName();
  return name;
}

/** Errors: InvalidIdentityToken. */
export function sourceIdentityOf({ attributes }: Assertion): string | undefined {
  const identity = oneValue(attributes, `${AWS}SourceIdentity`);
  if (identity !== undefined && (!NAME.test(identity) || identity.startsWith("aws:"))) throw badSamlSourceIdentity();
  return identity;
}

/** Errors: InvalidIdentityToken. */
export function sessionTagsOf({ attributes }: Assertion): SessionTags {
  const names = [...attributes.keys()].filter((name) => name.startsWith(PRINCIPAL_TAG));
  const tags = names.map((name) => ({
    key: name.slice(PRINCIPAL_TAG.length),
    value: oneValue(attributes, name) ?? "",
  }));
  return { tags, transitive: attributes.get(`${AWS}TransitiveTagKeys`) ?? [] };
}

function oneValue(attributes: Assertion["attributes"], name: string): string | undefined {
  const [value, ...more] = attributes.get(name) ?? [];
  if (more.length > 0) throw severalValues(name);
  return value;
}

/** Documented: base64 of the SHA-1 of issuer, account and the provider's name, so that subjects of several providers stay apart. */
export const nameQualifierOf = (issuer: string, account: string, providerName: string): string =>
  hash("sha1", `${issuer}${account}/${providerName}`, "base64");

const CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
const PERSON = "urn:oid:1.3.6.1.4.1.5923.1.1.1.";
const ORGANISATION = "urn:oid:1.3.6.1.4.1.5923.1.2.1.";
const PILOT = "urn:oid:0.9.2342.19200300.100.1.";

/** Documented in "Available keys for SAML-based federation". True: several values. */
const KEYS: ReadonlyMap<string, readonly [key: string, several: boolean]> = new Map([
  [`${PERSON}1`, ["eduPersonAffiliation", true]],
  [`${PERSON}2`, ["eduPersonNickname", true]],
  [`${PERSON}3`, ["eduPersonOrgDN", true]],
  [`${PERSON}4`, ["eduPersonOrgUnitDN", true]],
  [`${PERSON}5`, ["eduPersonPrimaryAffiliation", false]],
  [`${PERSON}6`, ["eduPersonPrincipalName", false]],
  [`${PERSON}7`, ["eduPersonEntitlement", true]],
  [`${PERSON}8`, ["eduPersonPrimaryOrgUnitDN", false]],
  [`${PERSON}9`, ["eduPersonScopedAffiliation", true]],
  [`${PERSON}10`, ["eduPersonTargetedID", true]],
  [`${PERSON}11`, ["eduPersonAssurance", true]],
  [`${ORGANISATION}2`, ["eduOrgHomePageURI", true]],
  [`${ORGANISATION}3`, ["eduOrgIdentityAuthNPolicyURI", true]],
  [`${ORGANISATION}4`, ["eduOrgLegalName", true]],
  [`${ORGANISATION}5`, ["eduOrgSuperiorURI", true]],
  [`${ORGANISATION}6`, ["eduOrgWhitePagesURI", true]],
  ["urn:oid:2.5.4.3", ["cn", true]],
  [`${CLAIMS}name`, ["name", false]],
  [`${CLAIMS}givenname`, ["givenName", false]],
  [`${CLAIMS}surname`, ["surname", false]],
  [`${CLAIMS}emailaddress`, ["mail", false]],
  [`${PILOT}1`, ["uid", false]],
  [`${PILOT}3`, ["mail", false]],
  [`${PILOT}45`, ["organizationStatus", false]],
  ["urn:oid:2.5.4.42", ["givenName", false]],
  ["urn:oid:2.5.4.4", ["surname", false]],
  ["urn:oid:2.5.4.45", ["x500UniqueIdentifier", false]],
  ["http://schemas.xmlsoap.org/claims/CommonName", ["commonName", false]],
  ["http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid", ["primaryGroupSID", false]],
]);

/** `saml:...` of the session. `providerName`: the last part of the provider's ARN. */
export function conditionKeys(
  { issuer, subject, subjectType, recipient, attributes }: Assertion,
  account: string,
  providerName: string,
): Readonly<Record<string, string | readonly string[]>> {
  const keys: Record<string, string | readonly string[]> = {};
  for (const [name, values] of attributes) {
    const [key, several] = KEYS.get(name) ?? [];
    const [first] = values;
    if (key !== undefined && first !== undefined) keys[`saml:${key}`] = several ? values : first;
  }
  return {
    ...keys,
    "saml:aud": recipient,
    "saml:iss": issuer,
    "saml:sub": subject,
    "saml:sub_type": subjectType,
    "saml:namequalifier": nameQualifierOf(issuer, account, providerName),
    "saml:doc": `${account}/${providerName}`,
  };
}
