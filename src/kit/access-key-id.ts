// Access key ids: a prefix and 16 characters of base 32 that hold the account, laid out as AWS's own keys are.
import { bytes } from "./ids.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BODY_LENGTH = 16;
/** 80 bits: one unused, 40 of the account, 39 random. */
const RANDOM_BITS = 39n;
const ACCOUNT_MASK = (1n << 40n) - 1n;
const TOP_BIT = 1n << 79n;

/** `AKIA` for long-lived keys, `ASIA` for temporary ones. */
export function accessKeyIdOf(prefix: "AKIA" | "ASIA", account: string): string {
  const random = BigInt(`0x${bytes(5).toString("hex")}`) & ((1n << RANDOM_BITS) - 1n);
  let bits = TOP_BIT | (BigInt(account) << RANDOM_BITS) | random;
  let body = "";
  for (let at = 0; at < BODY_LENGTH; at++) {
    body = `${ALPHABET[Number(bits & 31n)] ?? ""}${body}`;
    bits >>= 5n;
  }
  return `${prefix}${body}`;
}

/** The account that a key belongs to, or undefined when the text is no access key id. */
export function accountOfKey(accessKeyId: string): string | undefined {
  const [, body] = /^A[KS]IA([A-Z2-7]{16})$/.exec(accessKeyId) ?? [];
  if (body === undefined) return undefined;
  let bits = 0n;
  for (const char of body) bits = (bits << 5n) | BigInt(ALPHABET.indexOf(char));
  const account = ((bits >> RANDOM_BITS) & ACCOUNT_MASK).toString().padStart(12, "0");
  return account.length === 12 ? account : undefined;
}
