// How values are distributed: exact while they are few, in buckets a twentieth wide once they are many.

/** Different values that are kept as they are. */
const EXACT_VALUES_MAX = 150;
const BUCKET_RATIO = 1.05;
const LOG_OF_RATIO = Math.log(BUCKET_RATIO);

/** Count, sum, bounds and distribution of what was added. */
export class Distribution {
  count = 0;
  sum = 0;
  min = Infinity;
  max = -Infinity;
  /** How often each value came. Undefined once a set of statistics was added, which tells of no single values. */
  values: Map<number, number> | undefined = new Map();
  #isExact = true;

  add(value: number, count = 1): void {
    this.count += count;
    this.sum += value * count;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    this.#keep(value, count);
  }

  /** Of a set with one value, or with equal ones, the values are known all the same. */
  addSet({ count, sum, min, max }: Pick<Distribution, "count" | "sum" | "min" | "max">): void {
    this.count += count;
    this.sum += sum;
    this.min = Math.min(this.min, min);
    this.max = Math.max(this.max, max);
    if (min === max) this.#keep(min, count);
    else this.values = undefined;
  }

  addAll(other: Pick<Distribution, "count" | "sum" | "min" | "max" | "values">): void {
    if (!other.values) return this.addSet(other);
    this.count += other.count;
    this.sum += other.sum;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
    for (const [value, count] of other.values) this.#keep(value, count);
  }

  #keep(value: number, count: number): void {
    const { values } = this;
    if (!values) return;
    const kept = this.#isExact ? value : bucketOf(value);
    values.set(kept, (values.get(kept) ?? 0) + count);
    if (this.#isExact && values.size > EXACT_VALUES_MAX) this.#coarsen(values);
  }

  #coarsen(exact: ReadonlyMap<number, number>): void {
    this.#isExact = false;
    this.values = new Map();
    for (const [value, count] of exact) this.#keep(value, count);
  }
}

/** The middle of the value's bucket. */
function bucketOf(value: number): number {
  if (value === 0) return 0;
  const middle = BUCKET_RATIO ** Math.round(Math.log(Math.abs(value)) / LOG_OF_RATIO);
  return value < 0 ? -middle : middle;
}
