// What the xxHash family computes with: its primes, and words of 64 bits as bigints. For what is done once a digest; bulk data
// goes through pairs of 32 bits.

export const PRIME32_1 = 0x9e3779b1n;
export const PRIME32_2 = 0x85ebca77n;
export const PRIME32_3 = 0xc2b2ae3dn;
export const PRIME64_1 = 0x9e3779b185ebca87n;
export const PRIME64_2 = 0xc2b2ae3d27d4eb4fn;
export const PRIME64_3 = 0x165667b19e3779f9n;
export const PRIME64_4 = 0x85ebca77c2b2ae63n;
export const PRIME64_5 = 0x27d4eb2f165667c5n;

const BITS = 64n;

export const low = (word: bigint): bigint => BigInt.asUintN(64, word);

export const rotated = (word: bigint, by: bigint): bigint => low((word << by) | (word >> (BITS - by)));

export const shifted = (word: bigint, by: bigint): bigint => word ^ (word >> by);

/** The final mix of XXH64. */
export function avalanche64(word: bigint): bigint {
  const first = low(shifted(word, 33n) * PRIME64_2);
  return shifted(low(shifted(first, 29n) * PRIME64_3), 32n);
}

/** Both halves of the product of two words, over each other. */
export function folded(a: bigint, b: bigint): bigint {
  const product = a * b;
  return low(product) ^ (product >> BITS);
}

/** Words as digests are shown: the highest byte first. */
export function canonical(...words: readonly bigint[]): Buffer {
  const bytes = Buffer.allocUnsafe(8 * words.length);
  for (const [at, word] of words.entries()) bytes.writeBigUInt64BE(word, 8 * at);
  return bytes;
}

const HALF = 2 ** -32;

/** The upper half of the product of two unsigned 32-bit numbers: what a double loses of it is far less than the lower half. */
export const productHigh = (a: number, b: number): number => ((a * b - (Math.imul(a, b) >>> 0)) * HALF + 0.5) >>> 0;
