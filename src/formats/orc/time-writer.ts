// Writes timestamps (in UTC) and decimals: a DATA stream and a SECONDARY one.
import type { Vector } from "../../kit/vector.ts";
import { ColumnWriter, placeOf, type OwnStream, type Place } from "./column-writer.ts";
import { STREAM } from "./footer.ts";
import { OutStream } from "./out-stream.ts";
import { zigzag } from "./int-encoder.ts";
import type { Summary } from "./statistics.ts";
import { EPOCH_2015, ROUNDED_UP_NANOS_MIN } from "./time-reader.ts";

type Of<Kind extends Vector["kind"]> = Extract<Vector, { kind: Kind }>;

export class TimestampWriter extends ColumnWriter {
  #data = new OutStream();
  #secondary = new OutStream();
  #seconds = this.intEncoder(this.#data, true);
  #nanos = this.intEncoder(this.#secondary, false);

  protected values(vector: Vector, start: number, end: number): Summary {
    const { seconds, nanos, nulls } = vector as Of<"timestamp">;
    let [min, max] = [Infinity, -Infinity];
    for (let row = start; row < end; row++) {
      if (nulls?.[row] === 1) continue;
      const [second, nano] = [seconds[row]!, nanos[row]!];
      const rounded = second < 0 && nano >= ROUNDED_UP_NANOS_MIN ? second + 1 : second;
      this.#seconds.add(rounded - EPOCH_2015);
      this.#nanos.add(withoutZeros(nano));
      const millis = second * 1000 + Math.floor(nano / 1_000_000);
      if (millis < min) min = millis;
      if (millis > max) max = millis;
    }
    return { min: BigInt(min), max: BigInt(max) };
  }

  protected place(): readonly Place[] {
    return [placeOf(this.#data, 0), placeOf(this.#secondary, 0)];
  }

  protected endRuns(): void {
    this.#seconds.flush();
    this.#nanos.flush();
  }

  protected streams(): readonly OwnStream[] {
    return [
      { kind: STREAM.data, out: this.#data },
      { kind: STREAM.secondary, out: this.#secondary },
    ];
  }

  protected reset(): void {
    this.#data = new OutStream();
    this.#secondary = new OutStream();
    this.#seconds = this.intEncoder(this.#data, true);
    this.#nanos = this.intEncoder(this.#secondary, false);
  }
}

/** Three bits count the trailing zeros less one, from two of them on. */
function withoutZeros(nanos: number): number {
  if (nanos === 0 || nanos % 100 !== 0) return nanos * 8;
  let left = nanos / 100;
  let zeros = 1;
  for (; left % 10 === 0 && zeros < 7; zeros++) left /= 10;
  return left * 8 + zeros;
}

const SAFE = BigInt(2 ** 52);

export class DecimalWriter extends ColumnWriter {
  #data = new OutStream();
  #secondary = new OutStream();
  #scales = this.intEncoder(this.#secondary, true);

  protected values(vector: Vector, start: number, end: number): Summary {
    const { nulls } = vector;
    const { scale } = this.type;
    const digitsOf = digitsReader(vector as Of<"int" | "long" | "huge">);
    let [min, max]: (bigint | undefined)[] = [];
    let sum = 0n;
    for (let row = start; row < end; row++) {
      if (nulls?.[row] === 1) continue;
      const digits = digitsOf(row);
      if (digits < SAFE && digits > -SAFE) this.#data.varint(zigzag(Number(digits)));
      else this.#data.varint(digits < 0n ? -2n * digits - 1n : 2n * digits);
      this.#scales.add(scale);
      if (min === undefined || digits < min) min = digits;
      if (max === undefined || digits > max) max = digits;
      sum += digits;
    }
    return { min, max, sum };
  }

  protected place(): readonly Place[] {
    return [placeOf(this.#data), placeOf(this.#secondary, 0)];
  }

  protected endRuns(): void {
    this.#scales.flush();
  }

  protected streams(): readonly OwnStream[] {
    return [
      { kind: STREAM.data, out: this.#data },
      { kind: STREAM.secondary, out: this.#secondary },
    ];
  }

  protected reset(): void {
    this.#data = new OutStream();
    this.#secondary = new OutStream();
    this.#scales = this.intEncoder(this.#secondary, true);
  }
}

function digitsReader(vector: Of<"int" | "long" | "huge">): (row: number) => bigint {
  if (vector.kind === "int") return (row) => BigInt(vector.values[row]!);
  if (vector.kind === "long") return (row) => vector.values[row]!;
  return (row) => BigInt.asUintN(64, vector.values[row * 2]!) | (vector.values[row * 2 + 1]! << 64n);
}
