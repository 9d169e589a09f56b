// Parquet's data pages: levels in runs, values as they are.
import type { Vector } from "../../kit/vector.ts";
import type { Leaf, LeafValues } from "./leaves.ts";
import { ThriftStruct } from "./thrift-writer.ts";

/** Encoding. */
export const PLAIN = 0;
export const RLE = 3;

/** One page, with its header. */
export function dataPage(leaf: Leaf, values: LeafValues): Uint8Array {
  const body = Buffer.concat([
    levels(values.repetition, leaf.repetitionMax),
    levels(values.definition, leaf.definitionMax),
    plain(values.vector, values.index),
  ]);
  const data = new ThriftStruct().i32(1, values.index.length).i32(2, PLAIN).i32(3, RLE).i32(4, RLE);
  const header = new ThriftStruct().i32(1, 0).i32(2, body.length).i32(3, body.length).struct(5, data);
  return Buffer.concat([header.finish(), body]);
}

/** One run when they are all the same, otherwise bits, the lowest first; the size in four bytes goes before. */
function levels(from: Uint8Array, max: number): Uint8Array {
  if (max === 0) return new Uint8Array(0);
  const width = 32 - Math.clz32(max);
  const first = from[0] ?? 0;
  if (from.every((level) => level === first)) return sized([...varint(from.length * 2), first]);
  const groups = Math.ceil(from.length / 8);
  const header = varint(groups * 2 + 1);
  const out = new Uint8Array(4 + header.length + groups * width);
  out.set(header, 4);
  let bit = (4 + header.length) * 8;
  for (const level of from) {
    const at = bit >> 3;
    const shifted = level << (bit & 7);
    out[at]! |= shifted & 255;
    if (shifted > 255) out[at + 1]! |= shifted >> 8;
    bit += width;
  }
  new DataView(out.buffer).setUint32(0, out.length - 4, true);
  return out;
}

function sized(bytes: readonly number[]): Uint8Array {
  return Uint8Array.from([bytes.length, 0, 0, 0, ...bytes]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return [...bytes, rest];
}

function plain(vector: Vector, index: Int32Array): Uint8Array {
  const rows = index.includes(-1) ? index.filter((row) => row !== -1) : index;
  switch (vector.kind) {
    case "boolean": {
      const out = new Uint8Array(Math.ceil(rows.length / 8));
      for (let at = 0; at < rows.length; at++) out[at >> 3]! |= vector.values[rows[at]!]! << (at & 7);
      return out;
    }
    case "int":
      return bytesOf(picked(new Int32Array(rows.length), vector.values, rows));
    case "long":
      return bytesOf(picked(new BigInt64Array(rows.length), vector.values, rows));
    case "float":
      return bytesOf(picked(new Float32Array(rows.length), vector.values, rows));
    case "double":
      return bytesOf(picked(new Float64Array(rows.length), vector.values, rows));
    case "huge":
      return huges(vector.values, rows);
    case "timestamp": {
      const out = new BigInt64Array(rows.length);
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at]!;
        out[at] = BigInt(vector.seconds[row]!) * 1_000_000n + BigInt(Math.floor(vector.nanos[row]! / 1000));
      }
      return bytesOf(out);
    }
    case "bytes":
      return texts(vector, rows);
    default:
      throw new Error(`a ${vector.kind} is no leaf`);
  }
}

type Values = Int32Array | BigInt64Array | Float32Array | Float64Array;
const bytesOf = ({ buffer, byteOffset, byteLength }: Values): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function picked<Of extends Values>(to: Of, from: Of, rows: Int32Array): Of {
  const out = to as unknown as number[];
  const values = from as unknown as readonly number[];
  for (let at = 0; at < rows.length; at++) out[at] = values[rows[at]!]!;
  return to;
}

/** Big endian. */
function huges(values: BigInt64Array, rows: Int32Array): Uint8Array {
  const out = new DataView(new ArrayBuffer(rows.length * 16));
  for (let at = 0; at < rows.length; at++) {
    out.setBigInt64(at * 16, values[rows[at]! * 2 + 1]!);
    out.setBigInt64(at * 16 + 8, values[rows[at]! * 2]!);
  }
  return new Uint8Array(out.buffer);
}

function texts({ data, starts, ends }: Extract<Vector, { kind: "bytes" }>, rows: Int32Array): Uint8Array {
  let size = 0;
  for (const row of rows) size += 4 + ends[row]! - starts[row]!;
  const out = new Uint8Array(size);
  let to = 0;
  for (const row of rows) {
    const [start, end] = [starts[row]!, ends[row]!];
    const length = end - start;
    out[to++] = length & 255;
    out[to++] = (length >> 8) & 255;
    out[to++] = (length >> 16) & 255;
    out[to++] = length >>> 24;
    if (length > 32) out.set(data.subarray(start, end), to);
    else for (let at = 0; at < length; at++) out[to + at] = data[start + at]!;
    to += length;
  }
  return out;
}
