// The two schemes of Signature Version 4, HMAC and ECDSA (4A): a key that is ready to check, and strings to sign.
import { createHmac, hash, timingSafeEqual } from "node:crypto";
import { verifierOf } from "./ecdsa.ts";
import { hmacSha256 } from "./hmac.ts";

export type Algorithm = "AWS4-HMAC-SHA256" | "AWS4-ECDSA-P256-SHA256";

export interface Scope {
  /** YYYYMMDD. */
  readonly date: string;
  /** Empty for 4A, whose signatures hold in every region of their region set. */
  readonly region: string;
  readonly service: string;
}

/** What a request's signature and those of its chunks are checked with. */
export interface SigningKey {
  readonly algorithm: Algorithm;
  /** As it stands in strings to sign. */
  readonly scopeText: string;
  /** Whether `signature`, in hexadecimal, is this key's for the string to sign. */
  holds(text: string, signature: string): boolean;
}

export interface KeyOwner {
  readonly accessKeyId: string;
  readonly secret: string;
}

const KEYS_CACHED_MAX = 1000;
const keys = new Map<string, SigningKey>();

/** Derived once a secret, day, region and service: deriving costs as much as all the rest of a verification. */
export function signingKey(algorithm: Algorithm, owner: KeyOwner, scope: Scope): SigningKey {
  const { accessKeyId, secret } = owner;
  const id = `${algorithm}\n${accessKeyId}\n${secret}\n${scope.date}\n${scope.region}\n${scope.service}`;
  const cached = keys.get(id);
  if (cached) return cached;
  const derived = derive(algorithm, owner, scope);
  if (keys.size >= KEYS_CACHED_MAX) keys.clear();
  keys.set(id, derived);
  return derived;
}

function derive(algorithm: Algorithm, owner: KeyOwner, { date, region, service }: Scope): SigningKey {
  if (algorithm === "AWS4-ECDSA-P256-SHA256")
    return { algorithm, scopeText: `${date}/${service}/aws4_request`, holds: verifierOf(owner) };
  const sign = hmacSha256(hmacKey(owner.secret, { date, region, service }));
  return {
    algorithm,
    scopeText: `${date}/${region}/${service}/aws4_request`,
    holds: (text, signature) => sameSignature(sign(text), signature),
  };
}

const hmac = (key: Buffer | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();

export function hmacKey(secret: string, { date, region, service }: Scope): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), "aws4_request");
}

/** `timestamp` is YYYYMMDDTHHMMSSZ. */
export const stringToSign = (
  { algorithm, scopeText }: Pick<SigningKey, "algorithm" | "scopeText">,
  timestamp: string,
  canonicalRequest: string | Uint8Array,
): string => `${algorithm}\n${timestamp}\n${scopeText}\n${hash("sha256", canonicalRequest, "hex")}`;

/** Takes as long wherever they differ. */
export function sameSignature(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
