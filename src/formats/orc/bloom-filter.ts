// Bloom filters of row groups, as ORC's readers look values up in them.
import type { Vector } from "../../kit/vector.ts";
import { ProtoWriter } from "./protobuf.ts";
import type { OrcType } from "./schema.ts";

const MASK = (1n << 64n) - 1n;
const SEED = 104_729n;
/** Of false positives: none and all have no filter. */
const SHARE_MIN = 1e-6;
const SHARE_MAX = 0.99;

export class BloomFilter {
  readonly #bits: Uint8Array;
  readonly #bitCount: number;
  readonly #hashes: number;

  constructor(entries: number, falsePositives: number) {
    const share = Math.min(SHARE_MAX, Math.max(SHARE_MIN, falsePositives));
    const wanted = Math.floor((-entries * Math.log(share)) / Math.LN2 ** 2);
    this.#bitCount = wanted + (64 - (wanted % 64));
    this.#hashes = Math.max(1, Math.round((this.#bitCount / entries) * Math.LN2));
    this.#bits = new Uint8Array(this.#bitCount / 8);
  }

  add(hash: bigint): void {
    const [first, second] = [Number(BigInt.asIntN(32, hash)), Number(BigInt.asIntN(32, hash >> 32n))];
    for (let round = 1; round <= this.#hashes; round++) {
      const mixed = (first + Math.imul(round, second)) | 0;
      const bit = (mixed < 0 ? ~mixed : mixed) % this.#bitCount;
      this.#bits[bit >> 3]! |= 1 << (bit & 7);
    }
  }

  /** The lowest bit of each byte first. */
  get bits(): Uint8Array {
    return this.#bits;
  }

  message(): ProtoWriter {
    return new ProtoWriter().int(1, this.#hashes).bytes(3, this.#bits);
  }
}

/** Adds the values from `start` up to `end` that are not NULL. */
export function addToFilter(filter: BloomFilter, vector: Vector, start: number, end: number): void {
  const hashOf = hasher(vector);
  for (let row = start; row < end; row++) if (vector.nulls?.[row] !== 1) filter.add(hashOf(row));
}

const WITHOUT: readonly OrcType["kind"][] = ["boolean", "decimal", "list", "map", "struct", "union"];
/** Nested values have no hash, booleans no use; how decimals are spelled for theirs is not known well enough. */
export const hasFilter = ({ kind }: OrcType): boolean => !WITHOUT.includes(kind);

function hasher(vector: Vector): (row: number) => bigint {
  switch (vector.kind) {
    case "int":
      return (row) => hashLong(BigInt(vector.values[row]!));
    case "long":
      return (row) => hashLong(vector.values[row]!);
    case "float":
    case "double": {
      const bits = new DataView(new ArrayBuffer(8));
      return (row) => {
        bits.setFloat64(0, vector.values[row]!);
        return hashLong(bits.getBigInt64(0));
      };
    }
    case "timestamp":
      return (row) => hashLong(BigInt(vector.seconds[row]! * 1000 + Math.floor(vector.nanos[row]! / 1_000_000)));
    case "bytes":
      return (row) => hashBytes(vector.data.subarray(vector.starts[row], vector.ends[row]));
    default:
      throw new Error(`${vector.kind} has no hash`);
  }
}

/** Thomas Wang's, of 64 bits. */
function hashLong(value: bigint): bigint {
  let key = value & MASK;
  key = ((key ^ MASK) + (key << 21n)) & MASK;
  key ^= signedShift(key, 24n);
  key = (key + (key << 3n) + (key << 8n)) & MASK;
  key ^= signedShift(key, 14n);
  key = (key + (key << 2n) + (key << 4n)) & MASK;
  key ^= signedShift(key, 28n);
  return (key + (key << 31n)) & MASK;
}

/** Java's `>>`, which keeps the sign. */
const signedShift = (key: bigint, by: bigint): bigint => BigInt.asUintN(64, BigInt.asIntN(64, key) >> by);

const C1 = 0x87_c3_7b_91_11_42_53_d5n;
const C2 = 0x4c_f5_ad_43_27_45_93_7fn;
const rotate = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & MASK;
const scramble = (word: bigint): bigint => (rotate((word * C1) & MASK, 31n) * C2) & MASK;

/** Murmur3 of 64 bits, ORC's variant. */
function hashBytes(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hash = SEED;
  const whole = bytes.length & ~7;
  for (let at = 0; at < whole; at += 8) {
    hash ^= scramble(view.getBigUint64(at, true));
    hash = (rotate(hash, 27n) * 5n + 0x52_dc_e7_29n) & MASK;
  }
  if (whole < bytes.length) {
    let tail = 0n;
    for (let at = bytes.length - 1; at >= whole; at--) tail = (tail << 8n) | BigInt(bytes[at]!);
    hash ^= scramble(tail);
  }
  hash ^= BigInt(bytes.length);
  hash ^= hash >> 33n;
  hash = (hash * 0xff_51_af_d7_ed_55_8c_cdn) & MASK;
  hash ^= hash >> 33n;
  hash = (hash * 0xc4_ce_b9_fe_1a_85_ec_53n) & MASK;
  return hash ^ (hash >> 33n);
}
