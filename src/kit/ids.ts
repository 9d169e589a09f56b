// Identifiers: the only file that touches randomness.
import { randomBytes, randomFillSync, randomInt, randomUUID } from "node:crypto";

/** RFC 9562 version 4, lower case, as AWS request ids are. */
export const uuid = (): string => randomUUID();

/** `length` lower-case hexadecimal digits. */
export const hex = (length: number): string =>
  randomBytes(Math.ceil(length / 2))
    .toString("hex")
    .slice(0, length);

const UPPER_ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** `length` characters of the base-32 alphabet that IAM's unique ids use. */
export function base32(length: number): string {
  const bytes = randomFillSync(Buffer.alloc(length));
  return Array.from(bytes, (byte) => UPPER_ALPHANUMERIC[byte & 31]).join("");
}

/** `length` random bytes in URL-safe base64 of that many bytes. */
export const opaque = (bytes = 24): string => randomBytes(bytes).toString("base64url");

/** A random integer in [0, max). */
export const below = (max: number): number => randomInt(max);

export const bytes = (count: number): Buffer => randomBytes(count);
