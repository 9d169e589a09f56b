// A web identity token: a JSON Web Token in its compact form, read but not believed yet.
import { invalidClaim, missingClaim, notJwt } from "../errors.ts";

export interface WebToken {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The claims that every token must have. Times are epoch seconds. */
export interface RegisteredClaims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: readonly string[];
  /** Authorized party: when there is one, it is the audience. */
  readonly azp: string | undefined;
  readonly exp: number;
  readonly iat: number;
  readonly nbf: number | undefined;
  readonly amr: readonly string[] | undefined;
}

const PART = /^[\w-]+$/;

/** Errors: InvalidIdentityToken. */
export function readToken(text: string): WebToken {
  const [header, claims, signature, ...more] = text.split(".");
  if (header === undefined || claims === undefined || !signature || more.length > 0) throw notJwt();
  return { header: readPart(header), claims: readPart(claims) };
}

function readPart(part: string): Readonly<Record<string, unknown>> {
  if (!PART.test(part)) throw notJwt();
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part, "base64url").toString());
  } catch {
    throw notJwt();
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw notJwt();
  return value as Record<string, unknown>;
}

/** Errors: InvalidIdentityToken. */
export function registeredClaims({ claims }: WebToken): RegisteredClaims {
  return {
    iss: required(claims, "iss", textOf),
    sub: required(claims, "sub", textOf),
    aud: required(claims, "aud", textsOf),
    azp: optional(claims, "azp", textOf),
    exp: required(claims, "exp", numberOf),
    iat: required(claims, "iat", numberOf),
    nbf: optional(claims, "nbf", numberOf),
    amr: optional(claims, "amr", textsOf),
  };
}

type Reader<Value> = (value: unknown) => Value | undefined;

export const textOf: Reader<string> = (value) => (typeof value === "string" && value !== "" ? value : undefined);

const numberOf: Reader<number> = (value) => (typeof value === "number" && Number.isFinite(value) ? value : undefined);

/** One text or a list of them. */
export const textsOf: Reader<readonly string[]> = (value) => {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const texts = list.map(textOf).filter((text) => text !== undefined);
  return texts.length === list.length && texts.length > 0 ? texts : undefined;
};

function required<Value>(claims: WebToken["claims"], name: string, read: Reader<Value>): Value {
  const value = optional(claims, name, read);
  if (value === undefined) throw missingClaim(name);
  return value;
}

export function optional<Value>(claims: WebToken["claims"], name: string, read: Reader<Value>): Value | undefined {
  const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (claim === undefined || claim === null) return undefined;
  const value = read(claim);
  if (value === undefined) throw invalidClaim(name);
  return value;
}
