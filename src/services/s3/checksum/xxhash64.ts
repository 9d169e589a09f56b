// XXH64 with the seed 0, as its specification has it. The bulk goes through pairs of 32-bit numbers: bigints would be a hundred times slower.
import type { Hasher } from "./algorithms.ts";
import {
  avalanche64,
  canonical,
  low,
  PRIME64_1,
  PRIME64_2,
  PRIME64_3,
  PRIME64_4,
  PRIME64_5,
  productHigh,
  rotated,
} from "./xxhash-words.ts";

const STRIPE_BYTES = 32;
const LANES = 4;
const [P1_LOW, P1_HIGH] = [Number(low(PRIME64_1) & 0xffffffffn), Number(PRIME64_1 >> 32n)];
const [P2_LOW, P2_HIGH] = [Number(low(PRIME64_2) & 0xffffffffn), Number(PRIME64_2 >> 32n)];

export class XxHash64 implements Hasher {
  /** Low and high halves of each lane, in turn. */
  readonly #lanes = new Uint32Array(2 * LANES);
  readonly #held = Buffer.alloc(STRIPE_BYTES);
  #heldBytes = 0;
  #sizeBytes = 0;

  constructor() {
    const starts = [PRIME64_1 + PRIME64_2, PRIME64_2, 0n, -PRIME64_1];
    for (const [lane, start] of starts.entries()) {
      this.#lanes[2 * lane] = Number(low(start) & 0xffffffffn);
      this.#lanes[2 * lane + 1] = Number(low(start) >> 32n);
    }
  }

  update(bytes: Uint8Array): void {
    this.#sizeBytes += bytes.length;
    let at = 0;
    if (this.#heldBytes > 0) {
      at = Math.min(bytes.length, STRIPE_BYTES - this.#heldBytes);
      this.#held.set(bytes.subarray(0, at), this.#heldBytes);
      this.#heldBytes += at;
      if (this.#heldBytes < STRIPE_BYTES) return;
      mix(this.#lanes, this.#held, 0, STRIPE_BYTES);
      this.#heldBytes = 0;
    }
    const end = bytes.length - ((bytes.length - at) % STRIPE_BYTES);
    mix(this.#lanes, bytes, at, end);
    this.#held.set(bytes.subarray(end));
    this.#heldBytes = bytes.length - end;
  }

  digest(): Buffer {
    const long = this.#sizeBytes >= STRIPE_BYTES;
    return canonical(ending((long ? converged(this.#lanes) : PRIME64_5) + BigInt(this.#sizeBytes), this.#tail()));
  }

  #tail(): Buffer {
    return this.#held.subarray(0, this.#heldBytes);
  }
}

function mix(lanes: Uint32Array, bytes: Uint8Array, from: number, end: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = from; at < end; at += STRIPE_BYTES)
    for (let lane = 0; lane < LANES; lane++) {
      const [inLow, inHigh] = [view.getUint32(at + 8 * lane, true), view.getUint32(at + 8 * lane + 4, true)];
      const addLow = Math.imul(inLow, P2_LOW) >>> 0;
      const addHigh = productHigh(inLow, P2_LOW) + Math.imul(inLow, P2_HIGH) + Math.imul(inHigh, P2_LOW);
      const sumLow = (lanes[2 * lane] as number) + addLow;
      const sumHigh = ((lanes[2 * lane + 1] as number) + addHigh + (sumLow > 0xffffffff ? 1 : 0)) | 0;
      const turnedLow = ((sumLow << 31) | (sumHigh >>> 1)) >>> 0;
      const turnedHigh = (sumHigh << 31) | ((sumLow | 0) >>> 1);
      lanes[2 * lane] = Math.imul(turnedLow, P1_LOW);
      lanes[2 * lane + 1] =
        productHigh(turnedLow, P1_LOW) + Math.imul(turnedLow, P1_HIGH) + Math.imul(turnedHigh, P1_LOW);
    }
}

const round = (word: bigint, input: bigint): bigint => low(rotated(low(word + input * PRIME64_2), 31n) * PRIME64_1);

function converged(lanes: Uint32Array): bigint {
  const words = Array.from({ length: LANES }, (_, lane) => {
    const [lower = 0, upper = 0] = lanes.subarray(2 * lane);
    return (BigInt(upper) << 32n) | BigInt(lower);
  });
  const turns = [1n, 7n, 12n, 18n];
  const sum = words.reduce((total, word, lane) => total + rotated(word, turns[lane] ?? 0n), 0n);
  return words.reduce((total, word) => low((total ^ round(0n, word)) * PRIME64_1 + PRIME64_4), low(sum));
}

/** The bytes that fill no stripe, eight, four and one at a time. */
function ending(start: bigint, tail: Buffer): bigint {
  let word = low(start);
  let at = 0;
  for (; at + 8 <= tail.length; at += 8)
    word = low(rotated(word ^ round(0n, tail.readBigUInt64LE(at)), 27n) * PRIME64_1 + PRIME64_4);
  for (; at + 4 <= tail.length; at += 4)
    word = low(rotated(word ^ low(BigInt(tail.readUInt32LE(at)) * PRIME64_1), 23n) * PRIME64_2 + PRIME64_3);
  for (; at < tail.length; at++) word = low(rotated(word ^ low(BigInt(tail[at] ?? 0) * PRIME64_5), 11n) * PRIME64_1);
  return avalanche64(word);
}
