// What a verified token must say of itself, and what a role's trust policy may ask of it.
import type { ContextValue } from "../../../kit/access.ts";
import { invalidClaim, subjectTooLong, tokenExpired, tokenNotYetValid, wrongAudience } from "../errors.ts";
import { SUBJECT_LENGTH_MAX, TOKEN_CLOCK_SKEW_MAX_MS } from "../limits.ts";
import type { SessionTags } from "../session-tags.ts";
import { optional, type RegisteredClaims, textOf, textsOf, type WebToken } from "./token.ts";

const SECOND_MS = 1000;

/**
 * The audience that the token is for, one of the provider's client ids. Documented: `azp` where there is one.
 * Errors: ExpiredTokenException, InvalidIdentityToken.
 */
export function checkClaims(claims: RegisteredClaims, clientIds: readonly string[], nowMs: number): string {
  const { exp, nbf, iat, azp, aud, sub } = claims;
  if (exp * SECOND_MS <= nowMs) throw tokenExpired(Math.floor(nowMs / SECOND_MS), exp);
  const startMs = Math.max(nbf ?? iat, iat) * SECOND_MS;
  if (startMs > nowMs + TOKEN_CLOCK_SKEW_MAX_MS) throw tokenNotYetValid();
  if (sub.length > SUBJECT_LENGTH_MAX) throw subjectTooLong();
  const audiences = azp === undefined ? aud : [azp];
  const audience = audiences.find((candidate) => clientIds.includes(candidate));
  if (audience === undefined) throw wrongAudience();
  return audience;
}

/** Condition keys of the session. Documented: `host/path:aud`, `:sub`, `:amr`, and `:oaud` where `azp` stands in for `aud`. */
export function conditionKeys(
  { sub, amr, azp, aud }: RegisteredClaims,
  providerUrl: string,
  audience: string,
): Readonly<Record<string, ContextValue>> {
  return {
    [`${providerUrl}:aud`]: audience,
    [`${providerUrl}:sub`]: sub,
    ...(amr && { [`${providerUrl}:amr`]: amr }),
    ...(azp !== undefined && { [`${providerUrl}:oaud`]: aud }),
  };
}

const TAGS = "https://aws.amazon.com/tags";
const PRINCIPAL_TAG = `${TAGS}/principal_tags/`;
const TRANSITIVE = `${TAGS}/transitive_tag_keys`;
const SOURCE_IDENTITY = "https://aws.amazon.com/source_identity";

/** Documented: in one claim, `{ principal_tags: { Key: ["value"] }, transitive_tag_keys: [...] }`, or in flat claims. Errors: InvalidIdentityToken. */
export function sessionTagsOf({ claims }: WebToken): SessionTags {
  const nested = optional(claims, TAGS, recordOf) ?? {};
  const tags = new Map<string, string>();
  const inOne = optional(nested, "principal_tags", recordOf) ?? {};
  for (const [key, value] of Object.entries(inOne)) tags.set(key, oneValue(value));
  for (const [name, value] of Object.entries(claims))
    if (name.startsWith(PRINCIPAL_TAG)) tags.set(name.slice(PRINCIPAL_TAG.length), oneValue(value));
  const transitive = optional(nested, "transitive_tag_keys", textsOf) ?? optional(claims, TRANSITIVE, textsOf) ?? [];
  return { tags: [...tags].map(([key, value]) => ({ key, value })), transitive };
}

export const sourceIdentityOf = ({ claims }: WebToken): string | undefined => optional(claims, SOURCE_IDENTITY, textOf);

const recordOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

function oneValue(value: unknown): string {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const [text] = list;
  if (list.length !== 1 || typeof text !== "string") throw invalidClaim(TAGS);
  return text;
}
