// Columns of every type with values at random, from a seed: for tests and benchmarks.
import type { Vector } from "../../kit/vector.ts";
import type { HiveType } from "../hive-type.ts";
import type { OrcOnlyType, OrcType } from "./schema.ts";

type Column = { readonly name: string; readonly type: HiveType | OrcOnlyType };
const plain = [
  "boolean",
  "tinyint",
  "smallint",
  "int",
  "bigint",
  "float",
  "double",
  "string",
  "binary",
  "date",
  "timestamp",
] as const;

export const SAMPLE_COLUMNS: readonly Column[] = [
  ...plain.map((kind): Column => ({ name: `a_${kind}`, type: { kind } })),
  { name: "a_char", type: { kind: "char", length: 8 } },
  { name: "a_varchar", type: { kind: "varchar", length: 20 } },
  { name: "a_decimal", type: { kind: "decimal", precision: 18, scale: 4 } },
  { name: "a_long_decimal", type: { kind: "decimal", precision: 38, scale: 10 } },
  { name: "an_instant", type: { kind: "timestamp with local time zone" } },
  { name: "a_list", type: { kind: "array", element: { kind: "int" } } },
  { name: "a_map", type: { kind: "map", key: { kind: "string" }, value: { kind: "bigint" } } },
  {
    name: "a_struct",
    type: {
      kind: "struct",
      fields: [
        { name: "x", type: { kind: "int" } },
        {
          name: "y",
          type: { kind: "array", element: { kind: "struct", fields: [{ name: "z", type: { kind: "string" } }] } },
        },
      ],
    },
  },
  { name: "a_union", type: { kind: "union", alternatives: [{ kind: "int" }, { kind: "string" }] } },
];

/** mulberry32: numbers from 0 up to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function sampleVector(type: OrcType, count: number, nullShare: number, seed: number): Vector {
  return new Sampler(randomFrom(seed * 1000 + type.id), nullShare).vector(type, count);
}

class Sampler {
  readonly #random: () => number;
  readonly #nullShare: number;

  constructor(random: () => number, nullShare: number) {
    this.#random = random;
    this.#nullShare = nullShare;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #nulls(count: number): Uint8Array | undefined {
    if (this.#nullShare === 0) return undefined;
    return Uint8Array.from({ length: count }, () => (this.#random() < this.#nullShare ? 1 : 0));
  }

  vector(type: OrcType, count: number): Vector {
    const nulls = this.#nulls(count);
    const base = { count, nulls };
    switch (type.kind) {
      case "boolean":
        return { ...base, kind: "boolean", values: Uint8Array.from({ length: count }, () => this.#below(2)) };
      case "tinyint":
      case "smallint":
      case "int":
      case "date":
        return {
          ...base,
          kind: "int",
          values: this.#ints(count, { tinyint: 2 ** 8, smallint: 2 ** 16, int: 2 ** 32, date: 20_000 }[type.kind]),
        };
      case "bigint":
        return { ...base, kind: "long", values: BigInt64Array.from({ length: count }, () => this.#long()) };
      case "float":
        return {
          ...base,
          kind: "float",
          values: Float32Array.from({ length: count }, () => this.#random() * 1000 - 500),
        };
      case "double":
        return { ...base, kind: "double", values: Float64Array.from({ length: count }, () => this.#random() * 1e9) };
      case "decimal":
        return type.precision <= 18
          ? {
              ...base,
              kind: "long",
              values: BigInt64Array.from({ length: count }, () => BigInt(this.#below(2e9) - 1e9) * 10_007n),
            }
          : { ...base, kind: "huge", values: this.#huge(count) };
      case "timestamp":
      case "timestamp with local time zone":
        return {
          ...base,
          kind: "timestamp",
          seconds: Float64Array.from({ length: count }, () => this.#below(4e9) - 1e9),
          nanos: Int32Array.from({ length: count }, () => this.#below(1000) * [0, 1, 1000, 1_000_000][this.#below(4)]!),
        };
      default:
        return type.children.length > 0 ? this.#nested(type, base) : this.#texts(base);
    }
  }

  #ints(count: number, range: number): Int32Array {
    const steps = this.#below(3) === 0;
    const first = this.#below(100);
    return Int32Array.from({ length: count }, (_, at) =>
      steps ? (first + at) % (range / 2) : this.#below(range) - range / 2,
    );
  }

  #long(): bigint {
    const kind = this.#below(3);
    if (kind === 0) return BigInt(this.#below(100));
    return BigInt.asIntN(64, (BigInt(this.#below(2 ** 32)) << (kind === 1 ? 10n : 32n)) | BigInt(this.#below(1000)));
  }

  #huge(count: number): BigInt64Array {
    const values = new BigInt64Array(count * 2);
    for (let at = 0; at < count; at++) {
      const digits = this.#long() * (this.#below(2) === 0 ? 1n : this.#long());
      values[at * 2] = BigInt.asIntN(64, digits);
      values[at * 2 + 1] = digits >> 64n;
    }
    return values;
  }

  #texts(base: { count: number; nulls: Uint8Array | undefined }): Vector {
    const { count } = base;
    const kinds = [5, 1000, 1e9][this.#below(3)]!;
    const texts = Array.from({ length: count }, () =>
      Buffer.from(["", "é", "text ", "a"][this.#below(4)]! + this.#below(kinds)),
    );
    const data = Buffer.concat(texts);
    const ends = new Int32Array(count);
    let end = 0;
    texts.forEach((text, at) => (ends[at] = end += text.length));
    return { ...base, kind: "bytes", data, starts: ends.map((at, row) => at - texts[row]!.length), ends };
  }

  #nested(type: OrcType, base: { count: number; nulls: Uint8Array | undefined }): Vector {
    const { count, nulls } = base;
    const [first, second] = type.children;
    if (type.kind === "struct")
      return { ...base, kind: "struct", children: type.children.map((child) => this.vector(child, count)) };
    if (type.kind === "union") {
      const tags = Uint8Array.from({ length: count }, () => this.#below(2));
      const slots = Int32Array.from({ length: count }, (_, row) => row);
      return { ...base, kind: "union", tags, slots, children: type.children.map((child) => this.vector(child, count)) };
    }
    const offsets = new Int32Array(count + 1);
    for (let row = 0; row < count; row++) offsets[row + 1] = offsets[row]! + (nulls?.[row] === 1 ? 0 : this.#below(4));
    const size = offsets[count]!;
    if (second) {
      const keys = new Sampler(this.#random, 0).vector(first!, size);
      return { ...base, kind: "map", offsets, keys, items: this.vector(second, size) };
    }
    return { ...base, kind: "list", offsets, child: this.vector(first!, size) };
  }
}
