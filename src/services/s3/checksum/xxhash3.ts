// XXH3 with the seed 0 over a stream, in 64 and 128 bits, as its specification has it: stripes of 64 bytes in blocks of 16. The bulk
// goes through pairs of 32-bit numbers.
import type { Hasher } from "./algorithms.ts";
import {
  canonical,
  folded,
  low,
  PRIME32_1,
  PRIME32_2,
  PRIME32_3,
  PRIME64_1,
  PRIME64_2,
  PRIME64_3,
  PRIME64_4,
  PRIME64_5,
  productHigh,
} from "./xxhash-words.ts";
import { avalanche3, SECRET, short128, short64, SHORT_MAX_BYTES } from "./xxhash3-short.ts";

const STRIPE_BYTES = 64;
const LANES = 8;
/** The secret moves on by eight bytes a stripe, and begins anew with a block. */
const STRIPES_IN_BLOCK = (SECRET.length - STRIPE_BYTES) / 8;
const SCRAMBLE_SECRET = SECRET.length - STRIPE_BYTES;
const LAST_SECRET = SECRET.length - STRIPE_BYTES - 7;
const HELD_BYTES = Math.ceil(SHORT_MAX_BYTES / STRIPE_BYTES) * STRIPE_BYTES;

const SECRET_WORDS = new DataView(SECRET.buffer, SECRET.byteOffset, SECRET.length);
const SCRAMBLE_PRIME = Number(PRIME32_1);

const STARTS = [PRIME32_3, PRIME64_1, PRIME64_2, PRIME64_3, PRIME64_4, PRIME32_2, PRIME64_5, PRIME32_1].flatMap(
  (word) => [Number(word & 0xffffffffn), Number(word >> 32n)],
);

export class XxHash3 implements Hasher {
  readonly #bits: 64 | 128;
  /** Low and high halves of each lane, in turn. */
  readonly #lanes = Uint32Array.from(STARTS);
  #stripe = 0;
  #sizeBytes = 0;
  /** All of a short input; otherwise what follows the stripes that were mixed in, and is never nothing. */
  readonly #held = Buffer.alloc(HELD_BYTES);
  #heldBytes = 0;
  /** The stripe that was mixed in last. */
  readonly #before = Buffer.alloc(STRIPE_BYTES);

  constructor(bits: 64 | 128) {
    this.#bits = bits;
  }

  update(bytes: Uint8Array): void {
    this.#sizeBytes += bytes.length;
    if (this.#sizeBytes <= SHORT_MAX_BYTES) return this.#hold(bytes);
    const missing = (HELD_BYTES - this.#heldBytes) % STRIPE_BYTES;
    const rest = bytes.subarray(missing);
    this.#hold(bytes.subarray(0, missing));
    const held = Buffer.from(this.#held.subarray(0, this.#heldBytes));
    // The last stripe waits: it is mixed in differently when nothing follows.
    const heldEnd = rest.length > 0 ? held.length : stripesBefore(held.length);
    this.#mixIn(held, heldEnd);
    this.#heldBytes = 0;
    this.#hold(held.subarray(heldEnd));
    if (rest.length === 0) return;
    const end = stripesBefore(rest.length);
    this.#mixIn(rest, end);
    this.#hold(rest.subarray(end));
  }

  digest(): Buffer {
    const held = this.#held.subarray(0, this.#heldBytes);
    if (this.#sizeBytes <= SHORT_MAX_BYTES) {
      if (this.#bits === 64) return canonical(short64(held));
      const [lower, upper] = short128(held);
      return canonical(upper, lower);
    }
    const lanes = Uint32Array.from(this.#lanes);
    const last = Buffer.concat([this.#before.subarray(held.length), held]);
    accumulate(lanes, new DataView(last.buffer, last.byteOffset, last.length), 0, LAST_SECRET);
    const size = BigInt(this.#sizeBytes);
    const lower = merged(lanes, 11, low(size * PRIME64_1));
    if (this.#bits === 64) return canonical(lower);
    return canonical(merged(lanes, SECRET.length - STRIPE_BYTES - 11, low(~(size * PRIME64_2))), lower);
  }

  #hold(bytes: Uint8Array): void {
    this.#held.set(bytes, this.#heldBytes);
    this.#heldBytes += bytes.length;
  }

  #mixIn(bytes: Uint8Array, end: number): void {
    if (end === 0) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < end; at += STRIPE_BYTES) {
      accumulate(this.#lanes, view, at, 8 * this.#stripe);
      this.#stripe++;
      if (this.#stripe < STRIPES_IN_BLOCK) continue;
      scramble(this.#lanes);
      this.#stripe = 0;
    }
    this.#before.set(bytes.subarray(end - STRIPE_BYTES, end));
  }
}

/** Of so many bytes, those of whole stripes that something follows. */
const stripesBefore = (sizeBytes: number): number => Math.floor((sizeBytes - 1) / STRIPE_BYTES) * STRIPE_BYTES;

function accumulate(lanes: Uint32Array, input: DataView, at: number, secret: number): void {
  for (let lane = 0; lane < LANES; lane++) {
    const inLow = input.getUint32(at + 8 * lane, true);
    const inHigh = input.getUint32(at + 8 * lane + 4, true);
    const keyLow = (inLow ^ SECRET_WORDS.getUint32(secret + 8 * lane, true)) >>> 0;
    const keyHigh = (inHigh ^ SECRET_WORDS.getUint32(secret + 8 * lane + 4, true)) >>> 0;
    add(lanes, lane ^ 1, inLow, inHigh);
    add(lanes, lane, Math.imul(keyLow, keyHigh) >>> 0, productHigh(keyLow, keyHigh));
  }
}

function add(lanes: Uint32Array, lane: number, lower: number, upper: number): void {
  const sum = (lanes[2 * lane] as number) + lower;
  lanes[2 * lane] = sum;
  lanes[2 * lane + 1] = (lanes[2 * lane + 1] as number) + upper + (sum > 0xffffffff ? 1 : 0);
}

function scramble(lanes: Uint32Array): void {
  for (let lane = 0; lane < LANES; lane++) {
    const key = SCRAMBLE_SECRET + 8 * lane;
    const [wasLow = 0, wasHigh = 0] = [lanes[2 * lane], lanes[2 * lane + 1]];
    const lower = (wasLow ^ (wasHigh >>> 15) ^ SECRET_WORDS.getUint32(key, true)) >>> 0;
    const upper = wasHigh ^ SECRET_WORDS.getUint32(key + 4, true);
    lanes[2 * lane] = Math.imul(lower, SCRAMBLE_PRIME);
    lanes[2 * lane + 1] = productHigh(lower, SCRAMBLE_PRIME) + Math.imul(upper, SCRAMBLE_PRIME);
  }
}

function merged(lanes: Uint32Array, secret: number, start: bigint): bigint {
  const lane = (at: number): bigint => (BigInt(lanes[2 * at + 1] ?? 0) << 32n) | BigInt(lanes[2 * at] ?? 0);
  let sum = start;
  for (let at = 0; at < LANES; at += 2)
    sum += folded(
      lane(at) ^ SECRET.readBigUInt64LE(secret + 8 * at),
      lane(at + 1) ^ SECRET.readBigUInt64LE(secret + 8 * at + 8),
    );
  return avalanche3(low(sum));
}
