// Integer run lengths, version 1, written: for files that Hive 0.11 reads.
import { IntEncoder, zigzag, zigzagBig } from "./int-encoder.ts";

const RUN_MIN = 3;
const RUN_LENGTH_MAX = 130;
const LITERALS_MAX = 128;

export class IntEncoderV1 extends IntEncoder {
  protected encode(count: number): void {
    this.#encode(this.values, count, (value) => this.out.varint(this.signed ? zigzag(value) : value));
  }

  protected encodeBig(values: readonly bigint[]): void {
    this.#encode(values, values.length, (value) => this.out.varint(this.signed ? zigzagBig(value) : value));
  }

  #encode<Value extends number | bigint>(values: ArrayLike<Value>, count: number, write: (value: Value) => void): void {
    let literals = 0;
    const flush = (end: number): void => {
      if (end === literals) return;
      this.out.byte(256 - (end - literals));
      for (let at = literals; at < end; at++) write(values[at]!);
    };
    let at = 0;
    while (at < count) {
      const length = runLength(values, at, count);
      if (length >= RUN_MIN) {
        flush(at);
        this.out.byte(length - RUN_MIN);
        this.out.byte(Number(minus(values[at + 1]!, values[at]!)) & 255);
        write(values[at]!);
        at += length;
        literals = at;
      } else if (++at - literals === LITERALS_MAX) {
        flush(at);
        literals = at;
      }
    }
    flush(count);
  }
}

/** How many values from `at` on have the same step of one signed byte. */
function runLength(values: ArrayLike<number | bigint>, at: number, count: number): number {
  if (at + RUN_MIN > count) return 1;
  const step = minus(values[at + 1]!, values[at]!);
  if (step < -128 || step > 127) return 1;
  let end = at + 2;
  while (end < count && end - at < RUN_LENGTH_MAX && minus(values[end]!, values[end - 1]!) === step) end++;
  return end - at;
}

const minus = (a: number | bigint, b: number | bigint): number | bigint =>
  typeof a === "bigint" ? a - BigInt(b) : a - Number(b);
