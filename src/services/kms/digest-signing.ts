// Signatures over a digest that the caller made, which Node's crypto offers no call for: built on its raw RSA and its curves.
import {
  constants,
  createECDH,
  createHash,
  type KeyObject,
  privateEncrypt,
  publicDecrypt,
  timingSafeEqual,
} from "node:crypto";
import { bytes } from "../../kit/ids.ts";

/** DER of DigestInfo up to the digest. RFC 8017, section 9.2. */
const DIGEST_INFO: Readonly<Record<number, string>> = {
  32: "3031300d060960864801650304020105000420",
  48: "3041300d060960864801650304020205000430",
  64: "3051300d060960864801650304020305000440",
};

const digestInfo = (digest: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(DIGEST_INFO[digest.length] ?? "", "hex"), digest]);

export const signPkcs1 = (key: KeyObject, digest: Uint8Array): Buffer =>
  privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo(digest));

export function verifyPkcs1(key: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean {
  const recovered = recover(key, signature, constants.RSA_PKCS1_PADDING);
  const expected = digestInfo(digest);
  return recovered !== undefined && recovered.length === expected.length && timingSafeEqual(recovered, expected);
}

function recover(key: KeyObject, signature: Uint8Array, padding: number): Buffer | undefined {
  try {
    return publicDecrypt({ key, padding }, signature);
  } catch {
    return undefined; // not a number that the key could have made
  }
}

const modulusBytes = (key: KeyObject): number => (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;

const TRAILER = 0xbc;

/** EMSA-PSS with MGF1 and a salt as long as the digest. RFC 8017, section 9.1; moduli are whole bytes, so one bit is cleared. */
export function signPss(key: KeyObject, digest: Uint8Array): Buffer {
  const algorithm = `sha${digest.length * 8}`;
  const salt = bytes(digest.length);
  const length = modulusBytes(key);
  const hashed = saltedHash(algorithm, digest, salt);
  const padding = Buffer.alloc(length - 2 * digest.length - 2);
  const block = xor(Buffer.concat([padding, Buffer.of(1), salt]), mask(algorithm, hashed, length - digest.length - 1));
  block[0] = (block[0] ?? 0) & 0x7f;
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.concat([block, hashed, Buffer.of(TRAILER)]));
}

export function verifyPss(key: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean {
  const algorithm = `sha${digest.length * 8}`;
  const length = modulusBytes(key);
  const encoded = signature.length === length ? recover(key, signature, constants.RSA_NO_PADDING) : undefined;
  if (!encoded || encoded[length - 1] !== TRAILER || (encoded[0] ?? 0) > 0x7f) return false;
  const masked = encoded.subarray(0, length - digest.length - 1);
  const hashed = encoded.subarray(length - digest.length - 1, length - 1);
  const block = xor(masked, mask(algorithm, hashed, masked.length));
  block[0] = (block[0] ?? 0) & 0x7f;
  const saltAt = block.length - digest.length;
  const padded = block.subarray(0, saltAt - 1).every((byte) => byte === 0) && block[saltAt - 1] === 1;
  return padded && timingSafeEqual(saltedHash(algorithm, digest, block.subarray(saltAt)), hashed);
}

const saltedHash = (algorithm: string, digest: Uint8Array, salt: Uint8Array): Buffer =>
  createHash(algorithm).update(Buffer.alloc(8)).update(digest).update(salt).digest();

function mask(algorithm: string, seed: Uint8Array, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let size = 0, count = 0; size < length; size += blocks.at(-1)?.length ?? length, count++)
    blocks.push(
      createHash(algorithm)
        .update(seed)
        .update(Buffer.of(0, 0, 0, count))
        .digest(),
    );
  return Buffer.concat(blocks).subarray(0, length);
}

const xor = (left: Uint8Array, right: Uint8Array): Buffer =>
  Buffer.from(left.map((byte, at) => byte ^ (right[at] ?? 0)));

interface Curve {
  /** As ECDH knows it. */
  readonly name: string;
  /** The order of the group. SEC 2, FIPS 186-5. */
  readonly order: bigint;
  readonly sizeBytes: number;
}

const CURVES: Readonly<Record<string, Curve>> = {
  prime256v1: {
    name: "prime256v1",
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    sizeBytes: 32,
  },
  secp384r1: {
    name: "secp384r1",
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    sizeBytes: 48,
  },
  secp521r1: {
    name: "secp521r1",
    order:
      0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    sizeBytes: 66,
  },
  secp256k1: {
    name: "secp256k1",
    order: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
    sizeBytes: 32,
  },
};

function curveOf(key: KeyObject): Curve {
  const curve = CURVES[key.asymmetricKeyDetails?.namedCurve ?? ""];
  if (!curve) throw new Error(`no curve ${key.asymmetricKeyDetails?.namedCurve}`);
  return curve;
}

const toNumber = (from: Uint8Array): bigint => BigInt(`0x${Buffer.from(from).toString("hex") || "0"}`);
const toBytes = (number: bigint, size: number): Buffer =>
  Buffer.from(number.toString(16).padStart(2 * size, "0"), "hex");

/** x of `scalar` times the base point, by the curve's own code in OpenSSL. */
function baseTimes(scalar: bigint, { name, sizeBytes }: Curve): bigint {
  const ecdh = createECDH(name);
  ecdh.setPrivateKey(toBytes(scalar, sizeBytes));
  return toNumber(ecdh.getPublicKey().subarray(1, 1 + sizeBytes));
}

/** The digests that KMS allows are never longer than the order: nothing is cut. */
export function signEcdsa(key: KeyObject, digest: Uint8Array): Buffer {
  const curve = curveOf(key);
  const { order } = curve;
  const secret = secretOf(key);
  for (;;) {
    const nonce = randomBelow(curve);
    const r = baseTimes(nonce, curve) % order;
    // The nonce is inverted blinded: BigInt's time depends on its operands.
    const blind = randomBelow(curve);
    const s = (blind * invert((nonce * blind) % order, order) * (toNumber(digest) + r * secret)) % order;
    if (r !== 0n && s !== 0n) return derOf(r, s);
  }
}

/** With the private key at hand, one multiple of the base point decides: (digest + r secret) / s. */
export function verifyEcdsa(key: KeyObject, digest: Uint8Array, signature: Uint8Array): boolean {
  const curve = curveOf(key);
  const { order } = curve;
  const parsed = parseDer(signature);
  if (!parsed) return false;
  const { r, s } = parsed;
  if (r <= 0n || r >= order || s <= 0n || s >= order) return false;
  const scalar = ((toNumber(digest) + r * secretOf(key)) * invert(s, order)) % order;
  return scalar !== 0n && baseTimes(scalar, curve) % order === r;
}

const secretOf = (key: KeyObject): bigint => toNumber(Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url"));

/** From 1 to the order less one, all equally likely but for 2^-64. */
const randomBelow = ({ order, sizeBytes }: Curve): bigint => (toNumber(bytes(sizeBytes + 8)) % (order - 1n)) + 1n;

/** By Euclid; `order` is prime and `value` not 0. */
function invert(value: bigint, order: bigint): bigint {
  let [previous, rest] = [order, value % order];
  let [before, factor] = [0n, 1n];
  while (rest !== 0n) {
    const quotient = previous / rest;
    [previous, rest] = [rest, previous - quotient * rest];
    [before, factor] = [factor, before - quotient * factor];
  }
  return ((before % order) + order) % order;
}

function derOf(...numbers: bigint[]): Buffer {
  const integers = numbers.map((number) => {
    const hex = number.toString(16);
    const even = hex.length % 2 === 0 ? hex : `0${hex}`;
    const body = Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, "hex");
    return Buffer.concat([Buffer.of(0x02, body.length), body]);
  });
  const content = Buffer.concat(integers);
  return Buffer.concat([
    content.length < 0x80 ? Buffer.of(0x30, content.length) : Buffer.of(0x30, 0x81, content.length),
    content,
  ]);
}

/** Only what `derOf` writes: a signature has one form. */
function parseDer(signature: Uint8Array): { r: bigint; s: bigint } | undefined {
  const all = Buffer.from(signature);
  const rAt = all[1] === 0x81 ? 3 : 2;
  const rEnd = rAt + 2 + (all[rAt + 1] ?? 0);
  const sEnd = rEnd + 2 + (all[rEnd + 1] ?? 0);
  if (sEnd !== all.length) return undefined;
  const r = toNumber(all.subarray(rAt + 2, rEnd));
  const s = toNumber(all.subarray(rEnd + 2, sEnd));
  return derOf(r, s).equals(all) ? { r, s } : undefined;
}
