// Parquet's hybrid of runs and packed bits: for levels, and for indexes into a dictionary.

/** One run when they are all the same, otherwise bits, the lowest first. `width`: bits of a value, 1 to 24. */
export function hybrid(values: Uint8Array | Int32Array, width: number): Uint8Array {
  if (values.length === 0) return new Uint8Array(0);
  const first = values[0]!;
  if (values.every((value: number) => value === first)) {
    const run = varint(values.length * 2);
    for (let bits = 0; bits < width; bits += 8) run.push((first >> bits) & 255);
    return Uint8Array.from(run);
  }
  const groups = Math.ceil(values.length / 8);
  const header = varint(groups * 2 + 1);
  const out = new Uint8Array(header.length + groups * width);
  out.set(header);
  let bit = header.length * 8;
  for (const value of values) {
    let at = bit >> 3;
    for (let rest = value << (bit & 7); rest > 0; rest >>= 8) out[at++]! |= rest & 255;
    bit += width;
  }
  return out;
}

export const widthOf = (max: number): number => 32 - Math.clz32(max);

/** The size in four bytes goes before. Nothing when all levels are 0 by their maximum. */
export function levels(from: Uint8Array, max: number): Uint8Array {
  if (max === 0) return new Uint8Array(0);
  const runs = hybrid(from, widthOf(max));
  const out = new Uint8Array(4 + runs.length);
  new DataView(out.buffer).setUint32(0, runs.length, true);
  out.set(runs, 4);
  return out;
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return [...bytes, rest];
}
