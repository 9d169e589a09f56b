// The checksum algorithms of S3: how each is computed, named on the wire, and combined over parts.
import { createHash, hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { crc32c } from "@node-rs/crc32";
import { Crc64Nvme } from "./crc64nvme.ts";
import { XxHash3 } from "./xxhash3.ts";
import { XxHash64 } from "./xxhash64.ts";

export const CHECKSUM_ALGORITHMS = [
  "CRC32",
  "CRC32C",
  "CRC64NVME",
  "SHA1",
  "SHA256",
  "SHA512",
  "MD5",
  "XXHASH64",
  "XXHASH3",
  "XXHASH128",
] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];
export type ChecksumType = "COMPOSITE" | "FULL_OBJECT";

/** What S3 computes when the client sends no checksum. Documented. */
export const DEFAULT_ALGORITHM: ChecksumAlgorithm = "CRC64NVME";

export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(): Buffer;
}

class Crc32 implements Hasher {
  #crc = 0;
  readonly #step: (bytes: Uint8Array, crc: number) => number;

  constructor(step: (bytes: Uint8Array, crc: number) => number) {
    this.#step = step;
  }

  update(bytes: Uint8Array): void {
    this.#crc = this.#step(bytes, this.#crc);
  }

  digest(): Buffer {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeUInt32BE(this.#crc);
    return bytes;
  }
}

const CRC32C_STEP = (bytes: Uint8Array, crc: number): number =>
  crc32c(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), crc);

const HASHERS: Readonly<Record<ChecksumAlgorithm, () => Hasher>> = {
  CRC32: () => new Crc32(crc32),
  CRC32C: () => new Crc32(CRC32C_STEP),
  CRC64NVME: () => new Crc64Nvme(),
  SHA1: () => createHash("sha1"),
  SHA256: () => createHash("sha256"),
  SHA512: () => createHash("sha512"),
  MD5: () => createHash("md5"),
  XXHASH64: () => new XxHash64(),
  XXHASH3: () => new XxHash3(64),
  XXHASH128: () => new XxHash3(128),
};

const DIGEST_SIZE_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
  SHA512: 64,
  MD5: 16,
  XXHASH64: 8,
  XXHASH3: 8,
  XXHASH128: 16,
};

const OF_NODE: ReadonlySet<ChecksumAlgorithm> = new Set(["SHA1", "SHA256", "SHA512", "MD5"]);

export const hasherOf = (algorithm: ChecksumAlgorithm): Hasher => HASHERS[algorithm]();

/** The digest of bytes at hand; `crypto.hash` is the cheapest way for small ones. */
export function digestOf(algorithm: ChecksumAlgorithm, bytes: Uint8Array): Buffer {
  if (OF_NODE.has(algorithm)) return hash(algorithm.toLowerCase(), bytes, "buffer");
  const hasher = hasherOf(algorithm);
  hasher.update(bytes);
  return hasher.digest();
}

export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm =>
  (CHECKSUM_ALGORITHMS as readonly string[]).includes(name);

/** `x-amz-checksum-crc64nvme` and so on. */
export const checksumHeader = (algorithm: ChecksumAlgorithm): string => `x-amz-checksum-${algorithm.toLowerCase()}`;

export type ChecksumMember = `Checksum${ChecksumAlgorithm}`;
export const checksumMember = (algorithm: ChecksumAlgorithm): ChecksumMember => `Checksum${algorithm}`;

/** Whether the text is a digest of this algorithm in canonical base64. */
export function isDigest(algorithm: ChecksumAlgorithm, text: string): boolean {
  const bytes = Buffer.from(text, "base64");
  return bytes.length === DIGEST_SIZE_BYTES[algorithm] && bytes.toString("base64") === text;
}

/**
 * Documented: CRC64NVME covers the full object only, the digests are composite only, CRC32 and CRC32C are composite by default.
 * Inferred: XXHASH64, XXHASH3 and XXHASH128, which do not combine either, are composite only.
 */
export function checksumTypesOf(algorithm: ChecksumAlgorithm): readonly [ChecksumType, ...ChecksumType[]] {
  if (algorithm === "CRC64NVME") return ["FULL_OBJECT"];
  return algorithm === "CRC32" || algorithm === "CRC32C" ? ["COMPOSITE", "FULL_OBJECT"] : ["COMPOSITE"];
}
