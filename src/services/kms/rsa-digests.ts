// RSA signatures over a digest that the caller made, which Node's crypto offers no call for: built on its raw RSA.
import { constants, createHash, type KeyObject, privateEncrypt, publicDecrypt, timingSafeEqual } from "node:crypto";
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
