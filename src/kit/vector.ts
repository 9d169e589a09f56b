// Column vectors: values of one column for many rows, in typed arrays. How rows pass between the SQL engine and file formats.

interface Plain {
  readonly count: number;
  /** One byte a row, 1 where the value is NULL; undefined when none is. What stands in the arrays there means nothing. */
  readonly nulls: Uint8Array | undefined;
}

/** 0 or 1 a row. */
export type BooleanVector = Plain & { readonly kind: "boolean"; readonly values: Uint8Array };
/** Whole numbers up to 32 bits, and dates as days since 1970. */
export type IntVector = Plain & { readonly kind: "int"; readonly values: Int32Array };
/** 64-bit whole numbers, and the digits of decimals of up to 18 digits. */
export type LongVector = Plain & { readonly kind: "long"; readonly values: BigInt64Array };
/** The digits of longer decimals, 128 bits: the low half, then the high half. */
export type HugeVector = Plain & { readonly kind: "huge"; readonly values: BigInt64Array };
export type FloatVector = Plain & { readonly kind: "float"; readonly values: Float32Array };
export type DoubleVector = Plain & { readonly kind: "double"; readonly values: Float64Array };
/** Texts in UTF-8 and binaries: row `i` is `data[starts[i]]` up to `data[ends[i]]`; rows may share bytes. */
export type BytesVector = Plain & {
  readonly kind: "bytes";
  readonly data: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
};
/** Seconds since 1970, rounded down, and nanoseconds above them (0 to 999,999,999). */
export type TimestampVector = Plain & {
  readonly kind: "timestamp";
  readonly seconds: Float64Array;
  readonly nanos: Int32Array;
};
/** Row `i` has the children `offsets[i]` up to `offsets[i + 1]`, none where it is NULL. */
export type ListVector = Plain & { readonly kind: "list"; readonly offsets: Int32Array; readonly child: Vector };
export type MapVector = Plain & {
  readonly kind: "map";
  readonly offsets: Int32Array;
  readonly keys: Vector;
  readonly items: Vector;
};
/** Children have a value (or a NULL) for every row, NULL rows too. */
export type StructVector = Plain & { readonly kind: "struct"; readonly children: readonly Vector[] };
/** Row `i` is value `slots[i]` of child `tags[i]`. */
export type UnionVector = Plain & {
  readonly kind: "union";
  readonly tags: Uint8Array;
  readonly slots: Int32Array;
  readonly children: readonly Vector[];
};

export type Vector =
  | BooleanVector
  | IntVector
  | LongVector
  | HugeVector
  | FloatVector
  | DoubleVector
  | BytesVector
  | TimestampVector
  | ListVector
  | MapVector
  | StructVector
  | UnionVector;

/** The vector with only those rows, in that order. */
export function gather(vector: Vector, rows: Int32Array): Vector {
  const count = rows.length;
  const nulls = vector.nulls && pick(vector.nulls, rows);
  switch (vector.kind) {
    case "boolean":
      return { ...vector, count, nulls, values: pick(vector.values, rows) };
    case "int":
      return { ...vector, count, nulls, values: pick(vector.values, rows) };
    case "float":
      return { ...vector, count, nulls, values: pick(vector.values, rows) };
    case "double":
      return { ...vector, count, nulls, values: pick(vector.values, rows) };
    case "long":
      return { ...vector, count, nulls, values: pickLongs(vector.values, rows, 1) };
    case "huge":
      return { ...vector, count, nulls, values: pickLongs(vector.values, rows, 2) };
    case "bytes":
      return { ...vector, count, nulls, starts: pick(vector.starts, rows), ends: pick(vector.ends, rows) };
    case "timestamp":
      return { ...vector, count, nulls, seconds: pick(vector.seconds, rows), nanos: pick(vector.nanos, rows) };
    case "list": {
      const { offsets, children } = pickRanges(vector.offsets, rows);
      return { ...vector, count, nulls, offsets, child: gather(vector.child, children) };
    }
    case "map": {
      const { offsets, children } = pickRanges(vector.offsets, rows);
      return {
        ...vector,
        count,
        nulls,
        offsets,
        keys: gather(vector.keys, children),
        items: gather(vector.items, children),
      };
    }
    case "struct":
      return { ...vector, count, nulls, children: vector.children.map((child) => gather(child, rows)) };
    default:
      return { ...vector, count, nulls, tags: pick(vector.tags, rows), slots: pick(vector.slots, rows) };
  }
}

function pick<Values extends Uint8Array | Int32Array | Float32Array | Float64Array>(
  from: Values,
  rows: Int32Array,
): Values {
  const to = new (from.constructor as new (length: number) => Values)(rows.length);
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at]!]!;
  return to;
}

function pickLongs(from: BigInt64Array, rows: Int32Array, width: 1 | 2): BigInt64Array {
  const to = new BigInt64Array(rows.length * width);
  for (let at = 0; at < rows.length; at++)
    for (let part = 0; part < width; part++) to[at * width + part] = from[rows[at]! * width + part]!;
  return to;
}

function pickRanges(
  from: Int32Array,
  rows: Int32Array,
): { readonly offsets: Int32Array; readonly children: Int32Array } {
  const offsets = new Int32Array(rows.length + 1);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    offsets[at + 1] = offsets[at]! + from[row + 1]! - from[row]!;
  }
  const children = new Int32Array(offsets[rows.length]!);
  for (let at = 0, to = 0; at < rows.length; at++) {
    const row = rows[at]!;
    for (let child = from[row]!; child < from[row + 1]!; child++) children[to++] = child;
  }
  return { offsets, children };
}
