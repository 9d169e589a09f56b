// What an authenticator app shows: one-time passwords of a seed in base 32 (RFC 6238), written apart from the server's.
import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** `steps`: of 30 seconds, from the time of `at`. */
export function codeAt(base32: string, at: Date, steps = 0): string {
  const bits = Array.from(base32, (char) => ALPHABET.indexOf(char).toString(2).padStart(5, "0")).join("");
  const seed = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.from((Math.floor(at.getTime() / 30_000) + steps).toString(16).padStart(16, "0"), "hex");
  const mac = createHmac("sha1", seed).update(counter).digest();
  const offset = (mac[19] ?? 0) % 16;
  return String((mac.readUInt32BE(offset) % 2 ** 31) % 1_000_000).padStart(6, "0");
}
