// Integer run lengths, version 2, written: repeats and steps as they come, everything else direct, as deltas or patched.
import { allowedWidth, bitsOf, codeOfWidth, pack, packedBytes } from "./bit-widths.ts";
import { IntEncoder, zigzag, zigzagBig } from "./int-encoder.ts";
import { planPatches, type Patches } from "./patched-base.ts";

const SHORT_REPEAT_MIN = 3;
const SHORT_REPEAT_MAX = 10;
/** Equal values, or values in equal steps, that are worth a run of their own. */
const RUN_WORTH = 8;
const DELTA = 0xc0;
const PATCHED = 0x80;
const DIRECT = 0x40;

export class IntEncoderV2 extends IntEncoder {
  readonly #packed = new Float64Array(512);

  protected encode(count: number): void {
    const { values } = this;
    let literals = 0;
    let at = 0;
    while (at < count) {
      const length = stepLength(values, at, count);
      const isLast = at + length === count && literals === at && values[at] === values[count - 1];
      if (length < RUN_WORTH && !(isLast && length >= SHORT_REPEAT_MIN)) {
        // The last value of a run may begin the next one.
        at += Math.max(1, length - 1);
        continue;
      }
      this.#literals(literals, at);
      this.#steps(values[at]!, values[at + 1]! - values[at]!, length);
      at += length;
      literals = at;
    }
    this.#literals(literals, count);
  }

  #steps(base: number, step: number, length: number): void {
    if (step === 0 && length <= SHORT_REPEAT_MAX) {
      this.#shortRepeat(base, length);
      return;
    }
    this.#header(DELTA, 0, length);
    this.out.varint(this.signed ? zigzag(base) : base);
    this.out.varint(zigzag(step));
  }

  #shortRepeat(value: number, length: number): void {
    const raw = this.signed ? zigzag(value) : value;
    const bytes = Math.max(1, Math.ceil(bitsOf(raw) / 8));
    this.out.byte(((bytes - 1) << 3) | (length - SHORT_REPEAT_MIN));
    for (let place = bytes - 1; place >= 0; place--) this.out.byte(Math.floor(raw / 256 ** place) % 256);
  }

  #header(kind: number, code: number, length: number): void {
    this.out.byte(kind | (code << 1) | ((length - 1) >> 8));
    this.out.byte((length - 1) & 255);
  }

  #literals(start: number, end: number): void {
    const length = end - start;
    if (length <= 0) return;
    const { values } = this;
    let raw = 0;
    let min = values[start]!;
    let max = min;
    let deltaMax = 0;
    let rises = true;
    let falls = true;
    for (let at = start; at < end; at++) {
      const value = values[at]!;
      if (value < min) min = value;
      if (value > max) max = value;
      if (at === start) continue;
      const delta = value - values[at - 1]!;
      if (delta < 0) rises = false;
      else if (delta > 0) falls = false;
      if (at > start + 1) deltaMax = Math.max(deltaMax, Math.abs(delta));
    }
    raw = this.signed ? Math.max(zigzag(min), zigzag(max)) : max;
    const direct = allowedWidth(Math.max(1, bitsOf(raw)));
    const deltaWidth = allowedWidth(Math.max(2, bitsOf(deltaMax)));
    const firstFalls = length > 1 && values[start + 1]! < values[start]!;
    const directBytes = packedBytes(length, direct);
    const monotone = length > 2 && (rises || (falls && firstFalls));
    if (monotone && packedBytes(length - 2, deltaWidth) + 8 < directBytes) {
      this.#deltas(start, length, deltaWidth);
      return;
    }
    const patches = planPatches(values, start, end, min, max, directBytes);
    if (patches) this.#patched(start, length, min, patches);
    else this.#direct(start, length, direct);
  }

  #direct(start: number, length: number, width: number): void {
    this.#header(DIRECT, codeOfWidth(width), length);
    for (let at = 0; at < length; at++) {
      const value = this.values[start + at]!;
      this.#packed[at] = this.signed ? zigzag(value) : value;
    }
    this.#pack(length, width);
  }

  #deltas(start: number, length: number, width: number): void {
    const { values } = this;
    this.#header(DELTA, codeOfWidth(width), length);
    this.out.varint(this.signed ? zigzag(values[start]!) : values[start]!);
    this.out.varint(zigzag(values[start + 1]! - values[start]!));
    for (let at = 2; at < length; at++) this.#packed[at - 2] = Math.abs(values[start + at]! - values[start + at - 1]!);
    this.#pack(length - 2, width);
  }

  #patched(start: number, length: number, base: number, { width, patchWidth, gapWidth, entries }: Patches): void {
    const { out } = this;
    const size = Math.abs(base);
    // The highest bit is the sign.
    const baseBytes = Math.max(1, Math.ceil((bitsOf(size) + 1) / 8));
    this.#header(PATCHED, codeOfWidth(width), length);
    out.byte(((baseBytes - 1) << 5) | codeOfWidth(patchWidth));
    out.byte(((gapWidth - 1) << 5) | entries.length);
    for (let place = baseBytes - 1; place >= 0; place--) {
      const sign = place === baseBytes - 1 && base < 0 ? 128 : 0;
      out.byte((Math.floor(size / 256 ** place) % 256) | sign);
    }
    for (let at = 0; at < length; at++) this.#packed[at] = (this.values[start + at]! - base) % 2 ** width;
    this.#pack(length, width);
    entries.forEach(({ gap, patch }, at) => (this.#packed[at] = gap * 2 ** patchWidth + patch));
    this.#pack(entries.length, allowedWidth(gapWidth + patchWidth));
  }

  #pack(count: number, width: number): void {
    const bytes = packedBytes(count, width);
    pack(this.#packed, 0, count, width, this.out.room(bytes), this.out.size);
    this.out.size += bytes;
  }

  protected encodeBig(values: readonly bigint[]): void {
    const raw = values.map((value) => (this.signed ? zigzagBig(value) : value));
    const [first = 0n] = values;
    const step = (values[1] ?? first) - first;
    const steps = values.every((value, at) => at === 0 || step === value - values[at - 1]!);
    if (values.length > SHORT_REPEAT_MAX && steps && BigInt.asIntN(64, step) === step) {
      this.#header(DELTA, 0, values.length);
      this.out.varint(raw[0]!);
      this.out.varint(zigzagBig(step));
      return;
    }
    this.#header(DIRECT, codeOfWidth(64), values.length);
    const bytes = Buffer.alloc(values.length * 8);
    raw.forEach((value, at) => bytes.writeBigUInt64BE(BigInt.asUintN(64, value), at * 8));
    this.out.write(bytes);
  }
}

/** How many values from `at` on have one step. */
function stepLength(values: Float64Array, at: number, count: number): number {
  if (at + 1 >= count) return count - at;
  const step = values[at + 1]! - values[at]!;
  let end = at + 2;
  while (end < count && step === values[end]! - values[end - 1]!) end++;
  return end - at;
}
