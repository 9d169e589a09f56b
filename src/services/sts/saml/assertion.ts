// What a signed assertion says, and whether it says it to AWS and now.
import {
  assertionExpired,
  assertionNotYetValid,
  issuerNotInProvider,
  notForAws,
  notSamlResponse,
  wrongSamlAudience,
} from "../errors.ts";
import { ASSERTION_AGE_MAX_MS, ASSERTION_CLOCK_SKEW_MAX_MS } from "../limits.ts";
import { ASSERTION, childOf, childrenOf, type XmlElement } from "./xml.ts";

export interface Assertion {
  readonly issuer: string;
  readonly subject: string;
  /** `persistent`, `transient`, or the whole URI of another format. */
  readonly subjectType: string;
  /** Where the response was to be delivered: what AWS answers as the audience. */
  readonly recipient: string;
  /** The latest time that the provider wants the session to last, epoch ms. */
  readonly sessionEndMs: number | undefined;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
/** Documented: regional endpoints too, and those with the id of a provider that gets encrypted assertions. */
const SIGN_IN = /^https:\/\/(?:[a-z0-9-]+\.)?signin\.aws\.amazon\.com\/saml(?:\/acs\/[\w-]+)?$/;
const FORMAT_PREFIX = "urn:oasis:names:tc:SAML:2.0:nameid-format:";
const UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

/** Errors: InvalidIdentityToken, ExpiredTokenException. */
export function readAssertion(element: XmlElement, entityId: string, nowMs: number): Assertion {
  const issuer = childOf(element, ASSERTION, "Issuer")?.text.trim();
  if (issuer !== entityId) throw issuerNotInProvider();
  const subject = childOf(element, ASSERTION, "Subject");
  const name = childOf(subject, ASSERTION, "NameID");
  const subjectText = name?.text.trim();
  if (!subject || !name || !subjectText) throw notSamlResponse();
  checkTimes(element, nowMs);
  const recipient = recipientOf(subject, nowMs);
  checkAudience(element);
  const format = name.attributes.get("Format") ?? UNSPECIFIED;
  const sessionEndMs = sessionEndOf(element);
  if (sessionEndMs !== undefined && sessionEndMs <= nowMs) throw assertionExpired();
  return {
    issuer,
    subject: subjectText,
    subjectType: format.startsWith(FORMAT_PREFIX) ? format.slice(FORMAT_PREFIX.length) : format,
    recipient,
    sessionEndMs,
    attributes: attributesOf(element),
  };
}

/** Documented: it must be redeemed within five minutes. */
function checkTimes(element: XmlElement, nowMs: number): void {
  const issuedMs = timeOf(element, "IssueInstant");
  if (issuedMs === undefined) throw notSamlResponse();
  if (issuedMs > nowMs + ASSERTION_CLOCK_SKEW_MAX_MS) throw assertionNotYetValid();
  if (nowMs - issuedMs > ASSERTION_AGE_MAX_MS) throw assertionExpired();
  const conditions = childOf(element, ASSERTION, "Conditions");
  if (conditions) checkWindow(conditions, nowMs);
}

function checkWindow(element: XmlElement, nowMs: number): void {
  const fromMs = timeOf(element, "NotBefore");
  const untilMs = timeOf(element, "NotOnOrAfter");
  if (fromMs !== undefined && fromMs > nowMs + ASSERTION_CLOCK_SKEW_MAX_MS) throw assertionNotYetValid();
  if (untilMs !== undefined && untilMs <= nowMs) throw assertionExpired();
}

/** Of a bearer's confirmation; the assertion is of no use to anybody else. */
function recipientOf(subject: XmlElement, nowMs: number): string {
  const data = childrenOf(subject, ASSERTION, "SubjectConfirmation")
    .filter(({ attributes }) => attributes.get("Method") === BEARER)
    .map((confirmation) => childOf(confirmation, ASSERTION, "SubjectConfirmationData"))
    .find((one) => SIGN_IN.test(one?.attributes.get("Recipient") ?? ""));
  if (!data) throw notForAws();
  if (timeOf(data, "NotOnOrAfter") === undefined) throw notSamlResponse();
  checkWindow(data, nowMs);
  return data.attributes.get("Recipient") ?? "";
}

function sessionEndOf(element: XmlElement): number | undefined {
  const statements = childrenOf(element, ASSERTION, "AuthnStatement");
  const ends = statements.map((statement) => timeOf(statement, "SessionNotOnOrAfter") ?? Infinity);
  const endMs = Math.min(...ends);
  return endMs === Infinity ? undefined : endMs;
}

function checkAudience(element: XmlElement): void {
  const conditions = childOf(element, ASSERTION, "Conditions");
  const restrictions = conditions ? childrenOf(conditions, ASSERTION, "AudienceRestriction") : [];
  const audiences = restrictions.map((one) => childrenOf(one, ASSERTION, "Audience").map(({ text }) => text.trim()));
  const isAws = (audience: string): boolean => audience === "urn:amazon:webservices" || SIGN_IN.test(audience);
  if (audiences.length === 0 || !audiences.every((any) => any.some(isAws))) throw wrongSamlAudience();
}

/** Epoch ms of an `xs:dateTime` in UTC. Errors: InvalidIdentityToken. */
function timeOf({ attributes }: XmlElement, name: string): number | undefined {
  const text = attributes.get(name);
  if (text === undefined) return undefined;
  const timeMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(timeMs)) throw notSamlResponse();
  return timeMs;
}

function attributesOf(element: XmlElement): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const statement of childrenOf(element, ASSERTION, "AttributeStatement"))
    for (const attribute of childrenOf(statement, ASSERTION, "Attribute")) {
      const name = attribute.attributes.get("Name") ?? "";
      const texts = childrenOf(attribute, ASSERTION, "AttributeValue").map(({ text }) => text.trim());
      values.set(name, [...(values.get(name) ?? []), ...texts]);
    }
  return values;
}
