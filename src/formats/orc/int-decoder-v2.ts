// Integer run lengths, version 2, read: short repeats, direct, patched base, delta.
import { NUMBER_WIDTH_MAX, allowedWidth, packedBytes, unpack, unpackBig, widthOfCode } from "./bit-widths.ts";
import { corrupt } from "./errors.ts";
import type { InStream } from "./in-stream.ts";
import { IntDecoder, RUN_MAX, unzigzag, unzigzagBig } from "./int-decoder.ts";

/** Within these, a run of deltas stays within what doubles hold exactly. */
const DELTA_BASE_MAX = 2 ** 51;
const DELTA_STEP_MAX = 2 ** 41;
const DELTA_WIDTH_MAX = 40;

export class IntDecoderV2 extends IntDecoder {
  readonly #stream: InStream;
  readonly #signed: boolean;

  constructor(stream: InStream, signed: boolean) {
    super();
    this.#stream = stream;
    this.#signed = signed;
  }

  protected nextRun(): void {
    const header = this.#stream.byte();
    const kind = header >> 6;
    if (kind === 0) {
      this.#repeat(((header >> 3) & 7) + 1, (header & 7) + 3);
      return;
    }
    const code = (header >> 1) & 31;
    const length = (((header & 1) << 8) | this.#stream.byte()) + 1;
    this.length = length;
    if (kind === 1) this.#direct(widthOfCode(code), length);
    else if (kind === 2) this.#patched(widthOfCode(code), length);
    else this.#delta(code === 0 ? 0 : widthOfCode(code), length);
  }

  #repeat(bytes: number, length: number): void {
    this.length = length;
    const raw = this.#stream.take(bytes);
    if (bytes * 8 <= NUMBER_WIDTH_MAX) {
      let value = 0;
      for (let at = 0; at < bytes; at++) value = value * 256 + raw[at]!;
      this.values.fill(this.#signed ? unzigzag(value) : value, 0, length);
    } else this.#bigs(Array.from({ length }, () => unpackBig(raw, bytes * 8, 1)[0]!));
  }

  #direct(width: number, length: number): void {
    const raw = this.#stream.take(packedBytes(length, width));
    if (width > NUMBER_WIDTH_MAX) {
      this.#bigs(unpackBig(raw, width, length));
      return;
    }
    const { values } = this;
    unpack(raw, width, length, values);
    if (!this.#signed) return;
    if (width <= 31)
      for (let at = 0; at < length; at++) {
        const value = values[at]! | 0;
        values[at] = (value >>> 1) ^ -(value & 1);
      }
    else for (let at = 0; at < length; at++) values[at] = unzigzag(values[at]!);
  }

  /** Values as the stream has them. */
  #bigs(raw: readonly bigint[]): void {
    this.big = new BigInt64Array(RUN_MAX);
    for (let at = 0; at < raw.length; at++) this.big[at] = this.#signed ? unzigzagBig(raw[at]!) : raw[at]!;
  }

  #patched(width: number, length: number): void {
    const [third, fourth] = [this.#stream.byte(), this.#stream.byte()];
    const baseBytes = (third >> 5) + 1;
    const patchWidth = widthOfCode(third & 31);
    const gapWidth = (fourth >> 5) + 1;
    const patchCount = fourth & 31;
    const [rawBase = 0n] = unpackBig(this.#stream.take(baseBytes), baseBytes * 8, 1);
    const sign = 1n << BigInt(baseBytes * 8 - 1);
    const base = (rawBase & sign) === 0n ? rawBase : -(rawBase & (sign - 1n));
    const packed = Uint8Array.from(this.#stream.take(packedBytes(length, width)));
    if (gapWidth + patchWidth > 64) throw corrupt("a patch is too wide");
    const entryWidth = allowedWidth(gapWidth + patchWidth);
    const entries = unpackBig(this.#stream.take(packedBytes(patchCount, entryWidth)), entryWidth, patchCount);
    const patches = entries.map(
      (entry) => [Number(entry >> BigInt(patchWidth)), entry & ((1n << BigInt(patchWidth)) - 1n)] as const,
    );
    if (width + patchWidth <= NUMBER_WIDTH_MAX && baseBytes <= 6) {
      const { values } = this;
      unpack(packed, width, length, values);
      eachPatch(patches, length, (at, patch) => (values[at]! += Number(patch) * 2 ** width));
      for (let at = 0; at < length; at++) values[at]! += Number(base);
      return;
    }
    const values = unpackBig(packed, width, length);
    eachPatch(patches, length, (at, patch) => (values[at]! |= patch << BigInt(width)));
    this.big = new BigInt64Array(RUN_MAX);
    for (let at = 0; at < length; at++) this.big[at] = base + values[at]!;
  }

  #delta(width: number, length: number): void {
    const rawBase = this.#stream.varint();
    const base = typeof rawBase === "number" && this.#signed ? unzigzag(rawBase) : rawBase;
    const rawStep = this.#stream.varint();
    const step = typeof rawStep === "number" ? unzigzag(rawStep) : rawStep;
    const packed = width === 0 || length < 3 ? undefined : this.#stream.take(packedBytes(length - 2, width));
    const small =
      typeof base === "number" &&
      typeof step === "number" &&
      Math.abs(base) < DELTA_BASE_MAX &&
      Math.abs(step) < DELTA_STEP_MAX &&
      width <= DELTA_WIDTH_MAX;
    if (small) this.#smallDelta(base, step, packed, width, length);
    else {
      const signedBase = typeof base === "bigint" && this.#signed ? unzigzagBig(base) : BigInt(base);
      this.#bigDelta(signedBase, typeof step === "bigint" ? unzigzagBig(step) : BigInt(step), packed, width, length);
    }
  }

  #smallDelta(base: number, step: number, packed: Uint8Array | undefined, width: number, length: number): void {
    const { values } = this;
    if (!packed) {
      for (let at = 0; at < length; at++) values[at] = base + at * step;
      return;
    }
    unpack(packed, width, length - 2, values);
    // From the end, since the deltas stand two places before their values; then summed up.
    values.copyWithin(2, 0, length - 2);
    values[0] = base;
    let value = base + step;
    values[1] = value;
    const sign = step < 0 ? -1 : 1;
    for (let at = 2; at < length; at++) {
      value += sign * values[at]!;
      values[at] = value;
    }
  }

  #bigDelta(base: bigint, step: bigint, packed: Uint8Array | undefined, width: number, length: number): void {
    const big = new BigInt64Array(RUN_MAX);
    const deltas = packed && unpackBig(packed, width, length - 2);
    big[0] = base;
    let value = base;
    for (let at = 1; at < length; at++) {
      const delta = at === 1 || !deltas ? step : step < 0n ? -deltas[at - 2]! : deltas[at - 2]!;
      value += delta;
      big[at] = value;
    }
    this.big = big;
  }
}

/** Gaps count from the patch before; a gap without a patch only skips. */
function eachPatch(
  patches: readonly (readonly [gap: number, patch: bigint])[],
  length: number,
  apply: (at: number, patch: bigint) => void,
): void {
  let at = 0;
  for (const [gap, patch] of patches) {
    at += gap;
    if (at >= length) throw corrupt("a patch stands outside its run");
    if (patch !== 0n) apply(at, patch);
  }
}
