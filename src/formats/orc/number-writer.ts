// Writes booleans, whole numbers, dates and floating-point numbers.
import type { Vector } from "../../kit/vector.ts";
import { BooleanEncoder, ByteEncoder } from "./byte-encoder.ts";
import { ColumnWriter, placeOf, type OwnStream, type Place } from "./column-writer.ts";
import { ENCODING, STREAM } from "./footer.ts";
import type { IntEncoder } from "./int-encoder.ts";
import { OutStream } from "./out-stream.ts";
import type { Summary } from "./statistics.ts";

type Of<Kind extends Vector["kind"]> = Extract<Vector, { kind: Kind }>;
const TWO_32 = 4_294_967_296;

/** A column with a DATA stream alone. */
abstract class DataWriter extends ColumnWriter {
  protected data = new OutStream();

  protected streams(): readonly OwnStream[] {
    return [{ kind: STREAM.data, out: this.data }];
  }
}

export class BooleanWriter extends DataWriter {
  #bits = new BooleanEncoder(this.data);

  protected values(vector: Vector, start: number, end: number): Summary {
    const { values, nulls } = vector as Of<"boolean">;
    let ones = 0;
    for (let row = start; row < end; row++) {
      if (nulls?.[row] === 1) continue;
      ones += values[row]!;
      this.#bits.add(values[row]!);
    }
    return { sum: BigInt(ones) };
  }

  protected place(): readonly Place[] {
    return [placeOf(this.data, 0, this.#bits.bits)];
  }

  protected endRuns(): void {
    this.#bits.flushBytes();
  }

  protected override endStripe(): void {
    this.#bits.flush();
  }

  protected override encoding() {
    return { kind: ENCODING.direct, dictionarySize: 0 };
  }

  protected reset(): void {
    this.data = new OutStream();
    this.#bits = new BooleanEncoder(this.data);
  }
}

export class ByteWriter extends DataWriter {
  #bytes = new ByteEncoder(this.data);

  protected values(vector: Vector, start: number, end: number): Summary {
    return eachInt(vector as Of<"int">, start, end, (value) => this.#bytes.add(value & 255));
  }

  protected place(): readonly Place[] {
    return [placeOf(this.data, 0)];
  }

  protected endRuns(): void {
    this.#bytes.flush();
  }

  protected override encoding() {
    return { kind: ENCODING.direct, dictionarySize: 0 };
  }

  protected reset(): void {
    this.data = new OutStream();
    this.#bytes = new ByteEncoder(this.data);
  }
}

function eachInt({ values, nulls }: Of<"int">, start: number, end: number, add: (value: number) => void): Summary {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (let row = start; row < end; row++) {
    if (nulls?.[row] === 1) continue;
    const value = values[row]!;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    add(value);
  }
  return { min: BigInt(min), max: BigInt(max), sum: BigInt(sum) };
}

/** Whole numbers of 16, 32 and 64 bits, and dates. */
export class IntWriter extends DataWriter {
  #runs: IntEncoder = this.intEncoder(this.data, true);

  protected values(vector: Vector, start: number, end: number): Summary {
    if (vector.kind === "long") return this.#longs(vector, start, end);
    const runs = this.#runs;
    const summary = eachInt(vector as Of<"int">, start, end, (value) => runs.add(value));
    return this.type.kind === "date" ? { min: summary.min, max: summary.max } : summary;
  }

  #longs({ values, nulls }: Of<"long">, start: number, end: number): Summary {
    const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
    let [least, most] = [-1, -1];
    let [highs, lows] = [0, 0];
    const below = (a: number, b: number): boolean => {
      const [high, other] = [halves[2 * a + 1]!, halves[2 * b + 1]!];
      return high < other || (high === other && halves[2 * a]! >>> 0 < halves[2 * b]! >>> 0);
    };
    for (let row = start; row < end; row++) {
      if (nulls?.[row] === 1) continue;
      const [low, high] = [halves[2 * row]!, halves[2 * row + 1]!];
      if (least === -1) least = most = row;
      else if (below(row, least)) least = row;
      else if (below(most, row)) most = row;
      highs += high;
      lows += low >>> 0;
      this.#runs.addLong(high, low);
    }
    return { min: values[least]!, max: values[most]!, sum: BigInt(highs) * BigInt(TWO_32) + BigInt(lows) };
  }

  protected place(): readonly Place[] {
    return [placeOf(this.data, 0)];
  }

  protected endRuns(): void {
    this.#runs.flush();
  }

  protected reset(): void {
    this.data = new OutStream();
    this.#runs = this.intEncoder(this.data, true);
  }
}

/** Floats and doubles, as the machine has them: little endian. */
export class FloatWriter extends DataWriter {
  protected values(vector: Vector, start: number, end: number, live: number): Summary {
    const { values, nulls } = vector as Of<"float" | "double">;
    const packed = new (values.constructor as new (length: number) => typeof values)(live);
    let [min, max, sum] = [Infinity, -Infinity, 0];
    for (let row = start, to = 0; row < end; row++) {
      if (nulls?.[row] === 1) continue;
      const value = values[row]!;
      packed[to++] = value;
      if (Number.isNaN(value)) min = max = NaN;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    }
    this.data.write(new Uint8Array(packed.buffer));
    return { min, max, sum };
  }

  protected place(): readonly Place[] {
    return [placeOf(this.data)];
  }

  protected endRuns(): void {}

  protected override encoding() {
    return { kind: ENCODING.direct, dictionarySize: 0 };
  }

  protected reset(): void {
    this.data = new OutStream();
  }
}
