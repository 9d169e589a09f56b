// The square of a QR code: where its patterns stand, and how the bytes wind through what is left.

/** Level L with the mask 0: readers take any mask, so that one is enough. */
const FORMAT = 0b01000;
const FINDER = 7;

export class Grid {
  readonly #size: number;
  /** Undefined: free for data. */
  readonly #modules: (boolean | undefined)[][];

  constructor(version: number) {
    const size = version * 4 + 17;
    this.#size = size;
    this.#modules = Array.from({ length: size }, () => Array<boolean | undefined>(size).fill(undefined));
    for (let at = 0; at < size; at++) {
      this.#set(6, at, at % 2 === 0);
      this.#set(at, 6, at % 2 === 0);
    }
    for (const [x, y] of [
      [3, 3],
      [size - 4, 3],
      [3, size - 4],
    ] as const)
      this.#square(x, y, 4, [2, 4]);
    const centres = alignmentCentres(version, size);
    const last = centres.length - 1;
    for (const [i, x] of centres.entries())
      for (const [j, y] of centres.entries())
        if (!(i === 0 && j === 0) && !(i === 0 && j === last) && !(i === last && j === 0)) this.#square(x, y, 2, [1]);
    this.#format();
    if (version >= 7) this.#version(version);
  }

  /** How many modules are free. */
  get free(): number {
    return this.#modules.flat().filter((module) => module === undefined).length;
  }

  /** Winds the bytes through the free modules, and applies the mask. */
  write(bytes: readonly number[]): void {
    let at = 0;
    for (const [x, y] of this.#path()) {
      const bit = ((bytes[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1;
      this.#set(x, y, (bit === 1) !== ((x + y) % 2 === 0));
      at++;
    }
  }

  rows(): boolean[][] {
    return this.#modules.map((row) => row.map((module) => module === true));
  }

  /** Columns in pairs from the right, up and down by turns; the timing column is passed over. */
  *#path(): Generator<readonly [x: number, y: number]> {
    const size = this.#size;
    let up = true;
    for (let right = size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < size; step++) {
        const y = up ? size - 1 - step : step;
        for (const x of [right, right - 1]) if (this.#modules[y]?.[x] === undefined) yield [x, y];
      }
      up = !up;
    }
  }

  #set(x: number, y: number, dark: boolean): void {
    const row = this.#modules[y];
    if (row && x >= 0 && x < this.#size) row[x] = dark;
  }

  /** Rings around a centre; `light`: the distances that are light. */
  #square(centreX: number, centreY: number, radius: number, light: readonly number[]): void {
    for (let dy = -radius; dy <= radius; dy++)
      for (let dx = -radius; dx <= radius; dx++)
        this.#set(centreX + dx, centreY + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
  }

  #format(): void {
    const size = this.#size;
    const bits = ((FORMAT << 10) | checkBits(FORMAT, 0x537, 10)) ^ 0x5412;
    const dark = (at: number): boolean => ((bits >>> at) & 1) === 1;
    for (let at = 0; at < 15; at++) {
      // Around the finder at the top left, past the timing patterns.
      if (at < 8) this.#set(8, at < 6 ? at : at + 1, dark(at));
      else this.#set(at === 8 ? FINDER : 14 - at, 8, dark(at));
      if (at < 8) this.#set(size - 1 - at, 8, dark(at));
      else this.#set(8, size - 15 + at, dark(at));
    }
    this.#set(8, size - 8, true);
  }

  #version(version: number): void {
    const bits = (version << 12) | checkBits(version, 0x1f25, 12);
    for (let at = 0; at < 18; at++) {
      const dark = ((bits >>> at) & 1) === 1;
      const far = this.#size - 11 + (at % 3);
      const near = Math.floor(at / 3);
      this.#set(far, near, dark);
      this.#set(near, far, dark);
    }
  }
}

/** The remainder of a BCH code. */
function checkBits(value: number, polynomial: number, count: number): number {
  let remainder = value;
  for (let step = 0; step < count; step++)
    remainder = (remainder << 1) ^ (((remainder >>> (count - 1)) & 1) * polynomial);
  return remainder;
}

/** From the timing pattern on, as evenly as the standard has them. */
function alignmentCentres(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const rest = Array.from({ length: count - 1 }, (_, at) => size - 7 - at * step);
  return [6, ...rest.toReversed()];
}
