// Hash keys: the 128-bit line that partition keys are hashed onto and shards divide among them.
import { hash } from "node:crypto";

export const HASH_KEY_MAX = 2n ** 128n - 1n;

export interface HashKeyRange {
  /** Both inclusive. */
  readonly first: bigint;
  readonly last: bigint;
}

/** MD5 of the key's UTF-8, as a big-endian number. */
export const hashKeyOf = (partitionKey: string): bigint => BigInt(`0x${hash("md5", partitionKey)}`);

/** `count` ranges of equal width; the last one takes the remainder. */
export function splitEvenly(count: number): HashKeyRange[] {
  const width = (HASH_KEY_MAX + 1n) / BigInt(count);
  return Array.from({ length: count }, (_, index) => ({
    first: width * BigInt(index),
    last: index === count - 1 ? HASH_KEY_MAX : width * BigInt(index + 1) - 1n,
  }));
}
