// Signature Version 4A's key pair: derived from a secret by a documented function, so that both sides have it.
import { createECDH, createHmac, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { KeyOwner } from "./key.ts";

const LABEL = "AWS4-ECDSA-P256-SHA256";
const CURVE = "prime256v1";
const COUNTER_MAX = 254;
const COORDINATE_BYTES = 32;
/** The order of the curve P-256, less two: the largest number that a candidate may be. */
const CANDIDATE_MAX = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n - 2n;

const PUBLIC_KEYS_CACHED_MAX = 1000;
const publicKeys = new Map<string, KeyObject>();

/** Longest hexadecimal text of a DER signature of this curve; chunk signatures are padded to it with `*`. */
const SIGNATURE_LENGTH_MAX = 144;
const SIGNATURE = /^(?:[0-9a-f]{2})+$/;

export function verifierOf(owner: KeyOwner): (text: string, signature: string) => boolean {
  const key = publicKeyOf(owner);
  return (text, signature) =>
    signature.length <= SIGNATURE_LENGTH_MAX &&
    SIGNATURE.test(signature) &&
    verify("sha256", Buffer.from(text), key, Buffer.from(signature, "hex"));
}

/** Cached apart from the scopes it signs in: making it costs a multiplication on the curve. */
export function publicKeyOf(owner: KeyOwner): KeyObject {
  const id = `${owner.accessKeyId}\n${owner.secret}`;
  const cached = publicKeys.get(id);
  if (cached) return cached;
  const curve = createECDH(CURVE);
  curve.setPrivateKey(privateKeyOf(owner));
  const point = curve.getPublicKey(); // 0x04, x, y
  const x = point.subarray(1, 1 + COORDINATE_BYTES).toString("base64url");
  const y = point.subarray(1 + COORDINATE_BYTES).toString("base64url");
  const key = createPublicKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x, y } });
  if (publicKeys.size >= PUBLIC_KEYS_CACHED_MAX) publicKeys.clear();
  publicKeys.set(id, key);
  return key;
}

/**
 * Documented: NIST SP 800-108's KDF in counter mode over the access key id; one more counter byte is tried until the number
 * is one of the curve's.
 */
export function privateKeyOf({ accessKeyId, secret }: KeyOwner): Buffer {
  for (let counter = 1; counter <= COUNTER_MAX; counter++) {
    const input = Buffer.concat([
      Buffer.from([0, 0, 0, 1]),
      Buffer.from(`${LABEL}\0${accessKeyId}`),
      Buffer.from([counter, 0, 0, 1, 0]), // 256, the length of the key in bits, ends the input
    ]);
    const candidate = BigInt(`0x${createHmac("sha256", `AWS4A${secret}`).update(input).digest("hex")}`);
    if (candidate <= CANDIDATE_MAX)
      return Buffer.from((candidate + 1n).toString(16).padStart(2 * COORDINATE_BYTES, "0"), "hex");
  }
  throw new Error("no counter gives a private key"); // once in 2^8000 secrets
}
