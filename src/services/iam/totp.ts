// One-time passwords by time (RFC 6238, SHA-1, six digits, 30 seconds), as virtual MFA devices show them.
import { createHmac, timingSafeEqual } from "node:crypto";

const STEP_MS = 30_000;
const DIGITS = 6;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** Recorded: seeds are 64 characters of base 32. */
export const SEED_BYTES = 40;

/** The number of the step that virtual time is in. */
export const counterAt = (epochMs: number): number => Math.floor(epochMs / STEP_MS);

/** RFC 4226, 5.3. */
export function codeOf(seed: Uint8Array, counter: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac("sha1", seed).update(message).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  const value = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(value % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** The first of these counters, from `from` to `to`, at which the device shows these codes one after the other. */
export function counterOf(
  seed: Uint8Array,
  codes: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): number | undefined {
  for (let counter = Math.max(0, from); counter <= to; counter++)
    if (codes.every((code, at) => sameCode(codeOf(seed, counter + at), code))) return counter;
  return undefined;
}

const sameCode = (expected: string, given: string): boolean =>
  given.length === expected.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));

/** RFC 4648 without padding: the seed as `Base32StringSeed` shows it. */
export function base32Of(seed: Uint8Array): string {
  let text = "";
  let bits = 0;
  let pending = 0;
  for (const byte of seed) {
    pending = (pending << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET[(pending >>> (bits - 5)) & 31] ?? "";
    pending &= 31;
  }
  return bits === 0 ? text : text + (ALPHABET[(pending << (5 - bits)) & 31] ?? "");
}
