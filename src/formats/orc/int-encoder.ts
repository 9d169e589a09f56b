// What both versions of integer run lengths share when they are written: values are held up to 512, then encoded.
import { RUN_MAX } from "./int-decoder.ts";
import type { OutStream } from "./out-stream.ts";

const TWO_32 = 4_294_967_296;
/** Upper halves of numbers below 2^52, whose zigzag doubles hold exactly. */
const HIGH_MAX = 1 << 20;

export abstract class IntEncoder {
  protected readonly out: OutStream;
  protected readonly signed: boolean;
  protected readonly values = new Float64Array(RUN_MAX);
  readonly #highs = new Int32Array(RUN_MAX);
  readonly #lows = new Int32Array(RUN_MAX);
  #count = 0;
  #wide = false;

  constructor(out: OutStream, signed: boolean) {
    this.out = out;
    this.signed = signed;
  }

  protected abstract encode(count: number): void;
  protected abstract encodeBig(values: readonly bigint[]): void;

  /** A whole number below 2^52 either way. */
  add(value: number): void {
    this.values[this.#count++] = value;
    if (this.#count === RUN_MAX) this.flush();
  }

  /** By its halves; not mixed with `add`. */
  addLong(high: number, low: number): void {
    const at = this.#count++;
    this.values[at] = high * TWO_32 + (low >>> 0);
    this.#highs[at] = high;
    this.#lows[at] = low;
    if (high >= HIGH_MAX || high < -HIGH_MAX) this.#wide = true;
    if (this.#count === RUN_MAX) this.flush();
  }

  flush(): void {
    const count = this.#count;
    if (count === 0) return;
    this.#count = 0;
    if (!this.#wide) {
      this.encode(count);
      return;
    }
    this.#wide = false;
    const values: bigint[] = [];
    for (let at = 0; at < count; at++) values.push((BigInt(this.#highs[at]!) << 32n) | BigInt(this.#lows[at]! >>> 0));
    this.encodeBig(values);
  }
}

export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
export const zigzagBig = (value: bigint): bigint => BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
