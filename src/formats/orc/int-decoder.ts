// What both versions of integer run lengths share when they are read: one run at a time, copied to where it is wanted.

/** The longest run of either version. */
export const RUN_MAX = 512;

const TWO_32 = 4_294_967_296;

/** A subclass fills `values` (numbers that doubles hold exactly), or `big` where some do not fit, and sets `length`. */
export abstract class IntDecoder {
  protected readonly values = new Float64Array(RUN_MAX);
  protected big: BigInt64Array | undefined;
  protected length = 0;
  #at = 0;

  protected abstract nextRun(): void;

  /** Numbers of 32 bits; wider ones lose their upper bits. */
  ints(out: Int32Array, count: number): void {
    this.#copy(count, (from, to, length) => {
      const { values, big } = this;
      if (big) for (let at = 0; at < length; at++) out[to + at] = Number(BigInt.asIntN(32, big[from + at]!));
      else for (let at = 0; at < length; at++) out[to + at] = values[from + at]!;
    });
  }

  /** Lengths and counts. Returns their sum, or a negative number when one of them is negative or not of 32 bits. */
  lengths(out: Int32Array, count: number): number {
    let sum = 0;
    let fits = true;
    this.#copy(count, (from, to, length) => {
      const { values, big } = this;
      if (big) fits = false;
      for (let at = 0; at < length; at++) {
        const value = values[from + at]!;
        if (value < 0 || value > 0x7f_ff_ff_ff) fits = false;
        out[to + at] = value;
        sum += value;
      }
    });
    return fits ? sum : -1;
  }

  doubles(out: Float64Array, count: number): void {
    this.#copy(count, (from, to, length) => {
      if (this.big) for (let at = 0; at < length; at++) out[to + at] = Number(this.big[from + at]!);
      else out.set(this.values.subarray(from, from + length), to);
    });
  }

  longs(out: BigInt64Array, count: number): void {
    const halves = new Int32Array(out.buffer, out.byteOffset, out.length * 2);
    this.#copy(count, (from, to, length) => {
      if (this.big) {
        out.set(this.big.subarray(from, from + length), to);
        return;
      }
      const { values } = this;
      for (let at = 0; at < length; at++) {
        const value = values[from + at]!;
        const high = Math.floor(value / TWO_32);
        halves[2 * (to + at)] = value - high * TWO_32;
        halves[2 * (to + at) + 1] = high;
      }
    });
  }

  #copy(count: number, copy: (from: number, to: number, length: number) => void): void {
    for (let to = 0; to < count;) {
      if (this.#at === this.length) {
        this.big = undefined;
        this.#at = 0;
        this.nextRun();
      }
      const length = Math.min(this.length - this.#at, count - to);
      copy(this.#at, to, length);
      this.#at += length;
      to += length;
    }
  }
}

export const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
export const unzigzagBig = (value: bigint): bigint => BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
