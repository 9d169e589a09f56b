// Signing keys, strings to sign and signatures of Signature Version 4.
import { createHmac, hash, timingSafeEqual } from "node:crypto";

export interface Scope {
  /** YYYYMMDD. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

const KEYS_CACHED_MAX = 1000;
const keys = new Map<string, Buffer>();

const hmac = (key: Buffer | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** Derived once a secret, day, region and service: deriving costs as much as all the rest of a verification. */
export function signingKey(secret: string, scope: Scope): Buffer {
  const id = `${secret}\n${scope.date}\n${scope.region}\n${scope.service}`;
  const cached = keys.get(id);
  if (cached) return cached;
  const key = [scope.date, scope.region, scope.service, "aws4_request"].reduce<Buffer | string>(hmac, `AWS4${secret}`);
  if (typeof key === "string") throw new Error("a scope has four parts");
  if (keys.size >= KEYS_CACHED_MAX) keys.clear();
  keys.set(id, key);
  return key;
}

export const scopeText = ({ date, region, service }: Scope): string => `${date}/${region}/${service}/aws4_request`;

/** `timestamp` is YYYYMMDDTHHMMSSZ. */
export const stringToSign = (timestamp: string, scope: Scope, canonicalRequest: string | Uint8Array): string =>
  `AWS4-HMAC-SHA256\n${timestamp}\n${scopeText(scope)}\n${hash("sha256", canonicalRequest, "hex")}`;

export const sign = (key: Buffer, text: string): string => createHmac("sha256", key).update(text).digest("hex");

/** Takes as long wherever they differ. */
export function sameSignature(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
