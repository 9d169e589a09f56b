// XXH3 of up to 240 bytes, in 64 and 128 bits, as its specification has it: each length in its own way.
import {
  avalanche64,
  folded,
  low,
  PRIME32_2,
  PRIME64_1,
  PRIME64_2,
  PRIME64_4,
  rotated,
  shifted,
} from "./xxhash-words.ts";

export const SHORT_MAX_BYTES = 240;

/** The default secret of the specification. */
export const SECRET = Buffer.from(
  "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671fcb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e",
  "hex",
);

const MIX_1 = 0x165667919e3779f9n;
const MIX_2 = 0x9fb21c651e98df25n;

/** The lower and the upper word of a digest; 64-bit digests have the lower alone. */
export type Words = readonly [lower: bigint, upper: bigint];

export const avalanche3 = (word: bigint): bigint => shifted(low(shifted(word, 37n) * MIX_1), 32n);

const swapped = (word: bigint): bigint => {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64LE(word);
  return bytes.readBigUInt64BE();
};

const secret = (at: number): bigint => SECRET.readBigUInt64LE(at);
const secrets = (at: number): bigint => secret(at) ^ secret(at + 8);
const word32 = (bytes: Buffer, at: number): bigint => BigInt(bytes.readUInt32LE(at));

const mixed = (bytes: Buffer, at: number, key: number): bigint =>
  folded(bytes.readBigUInt64LE(at) ^ secret(key), bytes.readBigUInt64LE(at + 8) ^ secret(key + 8));

/** Up to three bytes and their number in 32 bits. */
function spread(bytes: Buffer): number {
  const [first = 0, middle = 0, last = 0] = [bytes[0], bytes[bytes.length >> 1], bytes.at(-1)];
  return ((first << 16) | (middle << 24) | last | (bytes.length << 8)) >>> 0;
}

export function short64(bytes: Buffer): bigint {
  const length = bytes.length;
  const size = BigInt(length);
  if (length === 0) return avalanche64(secrets(56));
  if (length <= 3) return avalanche64(BigInt(spread(bytes)) ^ word32(SECRET, 0) ^ word32(SECRET, 4));
  if (length <= 8) {
    const input = word32(bytes, length - 4) | (word32(bytes, 0) << 32n);
    const keyed = input ^ secrets(8);
    const turned = low((keyed ^ rotated(keyed, 49n) ^ rotated(keyed, 24n)) * MIX_2);
    return shifted(low((turned ^ low((turned >> 35n) + size)) * MIX_2), 28n);
  }
  if (length <= 16) {
    const lower = bytes.readBigUInt64LE(0) ^ secrets(24);
    const upper = bytes.readBigUInt64LE(length - 8) ^ secrets(40);
    return avalanche3(low(size + swapped(lower) + upper + folded(lower, upper)));
  }
  let sum = size * PRIME64_1;
  if (length <= 128) {
    for (let at = 0; at <= (length - 1) >> 5; at++)
      sum += mixed(bytes, 16 * at, 32 * at) + mixed(bytes, length - 16 * (at + 1), 32 * at + 16);
    return avalanche3(low(sum));
  }
  for (let at = 0; at < 8; at++) sum += mixed(bytes, 16 * at, 16 * at);
  let rest = mixed(bytes, length - 16, 119);
  for (let at = 8; at < length >> 4; at++) rest += mixed(bytes, 16 * at, 16 * (at - 8) + 3);
  return avalanche3(low(avalanche3(low(sum)) + rest));
}

const pair = (product: bigint): [bigint, bigint] => [low(product), product >> 64n];

export function short128(bytes: Buffer): Words {
  const length = bytes.length;
  if (length === 0) return [avalanche64(secrets(64)), avalanche64(secrets(80))];
  if (length <= 3) return upTo3(bytes);
  if (length <= 8) return upTo8(bytes);
  return length <= 16 ? upTo16(bytes) : upTo240(bytes);
}

function upTo3(bytes: Buffer): Words {
  const lower = spread(bytes);
  const turned = Buffer.alloc(4);
  turned.writeUInt32LE(lower);
  const back = turned.readUInt32BE();
  const upper = ((back << 13) | (back >>> 19)) >>> 0;
  return [
    avalanche64(BigInt(lower) ^ word32(SECRET, 0) ^ word32(SECRET, 4)),
    avalanche64(BigInt(upper) ^ word32(SECRET, 8) ^ word32(SECRET, 12)),
  ];
}

function upTo8(bytes: Buffer): Words {
  const size = BigInt(bytes.length);
  const keyed = (word32(bytes, 0) | (word32(bytes, bytes.length - 4) << 32n)) ^ secrets(16);
  let [lower, upper] = pair(keyed * low(PRIME64_1 + (size << 2n)));
  upper = low(upper + (lower << 1n));
  lower ^= upper >> 3n;
  lower = shifted(low(shifted(lower, 35n) * MIX_2), 28n);
  return [lower, avalanche3(upper)];
}

function upTo16(bytes: Buffer): Words {
  const size = BigInt(bytes.length);
  const last = bytes.readBigUInt64LE(bytes.length - 8);
  let [lower, upper] = pair((bytes.readBigUInt64LE(0) ^ last ^ secrets(32)) * PRIME64_1);
  lower = low(lower + ((size - 1n) << 54n));
  const keyed = last ^ secrets(48);
  upper = low(upper + keyed + BigInt.asUintN(32, keyed) * (PRIME32_2 - 1n));
  lower ^= swapped(upper);
  const [endLower, endUpper] = pair(lower * PRIME64_2);
  return [avalanche3(endLower), avalanche3(low(endUpper + upper * PRIME64_2))];
}

function upTo240(bytes: Buffer): Words {
  const length = bytes.length;
  const size = BigInt(length);
  let words: Words = [low(size * PRIME64_1), 0n];
  if (length <= 128)
    for (let at = (length - 1) >> 5; at >= 0; at--)
      words = mixed32(words, bytes, 16 * at, length - 16 * (at + 1), 32 * at);
  else {
    for (let at = 0; at < 128; at += 32) words = mixed32(words, bytes, at, at + 16, at);
    words = [avalanche3(words[0]), avalanche3(words[1])];
    for (let at = 128; at + 32 <= length; at += 32) words = mixed32(words, bytes, at, at + 16, at - 125);
    words = mixed32(words, bytes, length - 16, length - 32, 103);
  }
  const [lower, upper] = words;
  return [
    avalanche3(low(lower + upper)),
    low(-avalanche3(low(lower * PRIME64_1 + upper * PRIME64_4 + size * PRIME64_2))),
  ];
}

function mixed32([lower, upper]: Words, bytes: Buffer, first: number, second: number, key: number): Words {
  const sum = (at: number): bigint => low(bytes.readBigUInt64LE(at) + bytes.readBigUInt64LE(at + 8));
  return [
    low(lower + mixed(bytes, first, key)) ^ sum(second),
    low(upper + mixed(bytes, second, key + 16)) ^ sum(first),
  ];
}
