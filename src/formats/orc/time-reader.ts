// Reads timestamps: seconds since 2015 in the writer's time zone, and nanoseconds without their trailing zeros.
import type { Vector } from "../../kit/vector.ts";
import { ColumnReader, spread, type Rows } from "./column-reader.ts";
import { corrupt } from "./errors.ts";
import { STREAM } from "./footer.ts";
import { TimeZone } from "./time-zone.ts";

/** 2015-01-01 00:00:00, where ORC's seconds begin. */
export const EPOCH_2015 = 1_420_070_400;
/** Seconds before 1970 with a fraction of a millisecond or more were rounded up by the writer. */
export const ROUNDED_UP_NANOS_MIN = 1_000_000;
const NANOS_MAX = 999_999_999;

export class TimestampReader extends ColumnReader {
  readonly #seconds = this.intDecoder(STREAM.data, true);
  readonly #nanos = this.intDecoder(STREAM.secondary, false);
  /** An instant is in UTC; other timestamps are what the writer's clocks showed. */
  readonly #zone = this.type.kind === "timestamp" ? zoneOf(this.streams.timeZone) : new TimeZone("UTC");
  readonly #epoch = this.#zone.instantOf(EPOCH_2015);

  protected values(rows: Rows): Vector {
    const { count, nulls, live } = rows;
    const seconds = new Float64Array(count);
    this.#seconds.doubles(seconds, live);
    const raw = new Float64Array(count);
    this.#nanos.doubles(raw, live);
    const nanos = new Int32Array(count);
    for (let at = 0; at < live; at++) {
      const shown = Math.floor(raw[at]! / 8);
      const zeros = raw[at]! - shown * 8;
      const value = zeros === 0 ? shown : shown * 10 ** (zeros + 1);
      if (!(Math.abs(value) <= NANOS_MAX)) throw corrupt("a timestamp's fraction is out of range");
      // pyarrow writes times before 1970 with negative fractions.
      nanos[at] = value < 0 ? value + NANOS_MAX + 1 : value;
      const second = seconds[at]! + this.#epoch;
      const floored = value < 0 || (second < 0 && value >= ROUNDED_UP_NANOS_MIN) ? second - 1 : second;
      seconds[at] = floored + this.#zone.offset(floored);
    }
    return { kind: "timestamp", count, nulls, seconds: spread(seconds, rows), nanos: spread(nanos, rows) };
  }
}

function zoneOf(name: string): TimeZone {
  try {
    return new TimeZone(name);
  } catch {
    throw corrupt(`its time zone ${JSON.stringify(name.slice(0, 64))} is unknown`);
  }
}
