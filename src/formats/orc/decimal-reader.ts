// Reads decimals: digits as varints of any length, each with a scale of its own, or (format 2.0's drafts) as integer runs.
import type { Vector } from "../../kit/vector.ts";
import { ColumnReader, spread, type Rows } from "./column-reader.ts";
import { corrupt } from "./errors.ts";
import { STREAM } from "./footer.ts";
import type { InStream } from "./in-stream.ts";
import { unzigzag } from "./int-decoder.ts";

const LONG_DIGITS_MAX = 18;
/** 128 bits take 19 bytes. */
const VARINT_BITS_MAX = 133n;
const SCALE_MAX = 38;

export class DecimalReader extends ColumnReader {
  readonly #isLong = this.type.precision <= LONG_DIGITS_MAX;
  readonly #read = this.streams.stream(this.type.id, STREAM.secondary) ? this.#varints() : this.#runs();

  protected values(rows: Rows): Vector {
    return this.#read(rows);
  }

  #runs(): (rows: Rows) => Vector {
    if (!this.#isLong) throw corrupt(`column ${this.type.id} lacks a stream`);
    const data = this.intDecoder(STREAM.data, true);
    return (rows) => {
      const values = new BigInt64Array(rows.count);
      data.longs(values, rows.live);
      return { kind: "long", count: rows.count, nulls: rows.nulls, values: spread(values, rows) };
    };
  }

  #varints(): (rows: Rows) => Vector {
    const data = this.needed(STREAM.data);
    const scales = this.intDecoder(STREAM.secondary, true);
    return (rows) => {
      const { count, nulls, live } = rows;
      const own = new Int32Array(count);
      scales.ints(own, live);
      const values = new BigInt64Array(this.#isLong ? count : count * 2);
      for (let at = 0; at < live; at++) {
        const digits = rescaled(signedVarint(data), own[at]!, this.type.scale);
        if (this.#isLong) values[at] = digits;
        else {
          values[at * 2] = BigInt.asIntN(64, digits);
          values[at * 2 + 1] = digits >> 64n;
        }
      }
      if (this.#isLong) return { kind: "long", count, nulls, values: spread(values, rows) };
      return { kind: "huge", count, nulls, values: spreadPairs(values, rows) };
    };
  }
}

function signedVarint(stream: InStream): bigint {
  let value = 0;
  let scale = 1;
  for (let count = 0; count < 7; count++) {
    const byte = stream.byte();
    value += (byte & 127) * scale;
    if (byte < 128) return BigInt(unzigzag(value));
    scale *= 128;
  }
  const zigzag = stream.longVarint(BigInt(value), 49n, VARINT_BITS_MAX);
  return (zigzag >> 1n) ^ -(zigzag & 1n);
}

/** A value's own scale may differ from its column's: digits are added, or rounded off half up as Hive does. */
function rescaled(digits: bigint, scale: number, wanted: number): bigint {
  if (scale === wanted) return digits;
  if (scale < -SCALE_MAX || scale > SCALE_MAX * 2) throw corrupt("a decimal's scale is out of range");
  if (scale < wanted) return digits * 10n ** BigInt(wanted - scale);
  const divisor = 10n ** BigInt(scale - wanted);
  const half = divisor / 2n;
  return (digits + (digits < 0n ? -half : half)) / divisor;
}

function spreadPairs(values: BigInt64Array, { count, nulls, live }: Rows): BigInt64Array {
  if (!nulls) return values;
  for (let row = count - 1, from = live - 1; row >= 0 && from < row; row--) {
    if (nulls[row] === 1) continue;
    values[row * 2] = values[from * 2]!;
    values[row * 2 + 1] = values[from * 2 + 1]!;
    from--;
  }
  return values;
}
