// Checksums of multipart objects from those of their parts: without reading the parts again.
import { type ChecksumAlgorithm, digestOf } from "./algorithms.ts";

export interface PartDigest {
  readonly digest: Buffer;
  readonly sizeBytes: number;
}

interface Crc {
  readonly width: bigint;
  /** Reflected, without the highest term. */
  readonly polynomial: bigint;
}

const CRCS: Partial<Readonly<Record<ChecksumAlgorithm, Crc>>> = {
  CRC32: { width: 32n, polynomial: 0xedb88320n },
  CRC32C: { width: 32n, polynomial: 0x82f63b78n },
  CRC64NVME: { width: 64n, polynomial: 0x9a6c9329ac4bc9b5n },
};

/** The digest of the digests, and how many there were: `base64-N`. */
export function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly PartDigest[]): string {
  const digests = Buffer.concat(parts.map(({ digest }) => digest));
  return `${digestOf(algorithm, digests).toString("base64")}-${parts.length}`;
}

/** The CRC of the parts' bytes in order: each earlier CRC is multiplied by x^(8 * bytes that follow), modulo the polynomial. */
export function fullObjectChecksum(algorithm: ChecksumAlgorithm, parts: readonly PartDigest[]): string {
  const crc = CRCS[algorithm];
  if (crc === undefined) throw new Error(`${algorithm} of a whole does not follow from its parts`);
  const shifts = new Map<number, bigint>();
  let total = 0n;
  for (const { digest, sizeBytes } of parts) {
    const shift = shifts.get(sizeBytes) ?? powerOfX(crc, BigInt(sizeBytes) * 8n);
    shifts.set(sizeBytes, shift);
    total = multiply(crc, shift, total) ^ BigInt(`0x${digest.toString("hex")}`);
  }
  const digits = Number(crc.width / 4n);
  return Buffer.from(total.toString(16).padStart(digits, "0"), "hex").toString("base64");
}

/** Product of two polynomials modulo the CRC's, both reflected: the highest bit is x^0. */
function multiply({ width, polynomial }: Crc, a: bigint, b: bigint): bigint {
  let product = 0n;
  for (let bit = 1n << (width - 1n); bit > 0n && b !== 0n; bit >>= 1n) {
    if ((a & bit) !== 0n) product ^= b;
    b = (b & 1n) === 1n ? (b >> 1n) ^ polynomial : b >> 1n;
  }
  return product;
}

function powerOfX(crc: Crc, exponent: bigint): bigint {
  let power = 1n << (crc.width - 1n);
  let square = 1n << (crc.width - 2n);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) power = multiply(crc, square, power);
    square = multiply(crc, square, square);
  }
  return power;
}
