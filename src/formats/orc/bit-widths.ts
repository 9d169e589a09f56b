// The bit widths that version 2 of integer run lengths allows, and their codes of five bits.
import { corrupt } from "./errors.ts";

const WIDTHS = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 26, 28, 30, 32, 40, 48, 56, 64,
];

/** The least width that is allowed, by the bits needed. */
const ALLOWED = Uint8Array.from({ length: 65 }, (_, bits) => WIDTHS.find((width) => width >= bits)!);
const CODES = Uint8Array.from({ length: 65 }, (_, bits) => WIDTHS.indexOf(ALLOWED[bits]!));

export const widthOfCode = (code: number): number => WIDTHS[code]!;
export const codeOfWidth = (width: number): number => CODES[width]!;
export const allowedWidth = (bits: number): number => ALLOWED[bits]!;

/** Bytes that `count` values of `width` bits take. */
export const packedBytes = (count: number, width: number): number => Math.ceil((count * width) / 8);

/** Widest values that are unpacked as numbers. */
export const NUMBER_WIDTH_MAX = 48;

/** Values of up to NUMBER_WIDTH_MAX bits, the highest bit first. */
export function unpack(bytes: Uint8Array, width: number, count: number, out: Float64Array): void {
  if (width === 8) {
    for (let at = 0; at < count; at++) out[at] = bytes[at]!;
  } else if (width === 16) {
    for (let at = 0, from = 0; at < count; at++, from += 2) out[at] = (bytes[from]! << 8) | bytes[from + 1]!;
  } else if (width <= 24) unpackNarrow(bytes, width, count, out);
  else unpackWide(bytes, width, count, out);
}

function unpackNarrow(bytes: Uint8Array, width: number, count: number, out: Float64Array): void {
  const mask = (1 << width) - 1;
  let held = 0;
  let bits = 0;
  let from = 0;
  for (let at = 0; at < count; at++) {
    while (bits < width) {
      held = (held << 8) | bytes[from++]!;
      bits += 8;
    }
    bits -= width;
    out[at] = (held >>> bits) & mask;
  }
}

function unpackWide(bytes: Uint8Array, width: number, count: number, out: Float64Array): void {
  let bit = 0;
  for (let at = 0; at < count; at++) {
    let value = 0;
    for (let missing = width; missing > 0;) {
      const free = 8 - (bit & 7);
      const taken = Math.min(free, missing);
      const part = (bytes[bit >> 3]! >> (free - taken)) & ((1 << taken) - 1);
      value = value * (1 << taken) + part;
      bit += taken;
      missing -= taken;
    }
    out[at] = value;
  }
}

/** Values of any width. */
export function unpackBig(bytes: Uint8Array, width: number, count: number): bigint[] {
  if (packedBytes(count, width) > bytes.length) throw corrupt("a run ends too early");
  const wanted = BigInt(width);
  const mask = (1n << wanted) - 1n;
  const out: bigint[] = [];
  let held = 0n;
  let bits = 0n;
  let from = 0;
  for (let at = 0; at < count; at++) {
    while (bits < wanted) {
      held = (held << 8n) | BigInt(bytes[from++]!);
      bits += 8n;
    }
    bits -= wanted;
    out.push((held >> bits) & mask);
    held &= (1n << bits) - 1n;
  }
  return out;
}

/** Writes `count` values of `width` bits from `at` on, which must be zeros; values are not negative and below 2^53. */
export function pack(
  values: Float64Array,
  start: number,
  count: number,
  width: number,
  out: Uint8Array,
  at: number,
): void {
  if (width === 8) {
    for (let index = 0; index < count; index++) out[at + index] = values[start + index]!;
    return;
  }
  let bit = at * 8;
  for (let index = 0; index < count; index++) {
    const value = values[start + index]!;
    let high = Math.floor(value / 4_294_967_296);
    const low = value >>> 0;
    let missing = width;
    while (missing > 0) {
      const free = 8 - (bit & 7);
      const taken = Math.min(free, missing);
      missing -= taken;
      const part =
        missing >= 32 ? high >>> (missing - 32) : missing === 0 ? low : (low >>> missing) | (high << (32 - missing));
      out[bit >> 3]! |= (part & ((1 << taken) - 1)) << (free - taken);
      bit += taken;
    }
  }
}

/** Of a whole number that is not negative; 0 for 0. */
export function bitsOf(value: number): number {
  const high = Math.floor(value / 4_294_967_296);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(value >>> 0);
}
