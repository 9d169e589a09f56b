// ECDSA over a digest that the caller made, which Node's crypto offers no call for: built on OpenSSL's curves.
import { createECDH, type KeyObject } from "node:crypto";
import { bytes } from "../../kit/ids.ts";

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
      0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
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
