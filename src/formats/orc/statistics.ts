// Statistics of a column while it is written: of a row group, of a stripe, of the file.
import type { StatisticsFacts, StatisticsKind } from "./statistics-facts.ts";
import type { OrcKind } from "./schema.ts";

export type Bound = bigint | number | Buffer;

export interface Summary {
  readonly min?: Bound | undefined;
  readonly max?: Bound | undefined;
  readonly sum?: bigint | number | undefined;
}

/** Bounds that are longer are left out, and so is a sum that needs more than 64 bits. */
const TEXT_BOUND_BYTES_MAX = 1024;

export const STATISTICS_KINDS: Readonly<Record<OrcKind, StatisticsKind | undefined>> = {
  boolean: "boolean",
  tinyint: "int",
  smallint: "int",
  int: "int",
  bigint: "int",
  float: "double",
  double: "double",
  string: "string",
  varchar: "string",
  char: "string",
  binary: "binary",
  date: "date",
  timestamp: "timestamp",
  "timestamp with local time zone": "timestamp",
  decimal: "decimal",
  list: "collection",
  map: "collection",
  struct: undefined,
  union: undefined,
};

export class Statistics {
  values = 0;
  hasNull = false;
  #min: Bound | undefined;
  #max: Bound | undefined;
  #sum: bigint | number | undefined;
  /** Some value has no bounds: the whole has none. */
  #unbounded = false;

  /** Values that were added since; NaN has no bounds. */
  add({ min, max, sum }: Summary): void {
    if (Number.isNaN(min) || Number.isNaN(max) || isLong(min) || isLong(max)) this.#unbounded = true;
    if (min !== undefined && (this.#min === undefined || compare(min, this.#min) < 0)) this.#min = min;
    if (max !== undefined && (this.#max === undefined || compare(max, this.#max) > 0)) this.#max = max;
    if (sum !== undefined)
      this.#sum = typeof sum === "bigint" ? BigInt(this.#sum ?? 0) + sum : Number(this.#sum ?? 0) + sum;
  }

  merge(other: Statistics): void {
    this.values += other.values;
    this.hasNull ||= other.hasNull;
    this.#unbounded ||= other.#unbounded;
    this.add({ min: other.#min, max: other.#max, sum: other.#sum });
  }

  get min(): Bound | undefined {
    return this.#min;
  }

  get max(): Bound | undefined {
    return this.#max;
  }

  facts(kind: StatisticsKind | undefined, scale: number): StatisticsFacts {
    const { values, hasNull } = this;
    const text = (value: Bound | undefined): bigint | number | string | undefined => {
      if (kind === "decimal" && typeof value === "bigint") return decimalText(value, scale);
      return Buffer.isBuffer(value) ? value.toString() : value;
    };
    const fits = typeof this.#sum !== "bigint" || kind === "decimal" || BigInt.asIntN(64, this.#sum) === this.#sum;
    const sum = fits ? (text(this.#sum) ?? undefined) : undefined;
    if (this.#unbounded) return { values, hasNull, sum };
    return { values, hasNull, min: text(this.#min), max: text(this.#max), sum };
  }
}

const isLong = (bound: Bound | undefined): boolean => Buffer.isBuffer(bound) && bound.length > TEXT_BOUND_BYTES_MAX;

function compare(a: Bound, b: Bound): number {
  if (Buffer.isBuffer(a) && Buffer.isBuffer(b)) return Buffer.compare(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function decimalText(digits: bigint, scale: number): string {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const fraction = text.slice(text.length - scale).replace(/0+$/, "");
  return `${digits < 0n ? "-" : ""}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}
