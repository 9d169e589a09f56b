// DuckDB's vectors as the seam's: copies of its buffers, without a value made for each row.
import type * as DuckDb from "@duckdb/node-api";
import type {
  DuckDBBlobVector,
  DuckDBListVector,
  DuckDBStructVector,
  DuckDBType,
  DuckDBVector,
} from "@duckdb/node-api";
import { EngineError } from "../../kit/errors.ts";
import { gather, type Vector } from "../../kit/vector.ts";

/** What the vectors of numbers keep their values in; the library has no other way to them than one by one. */
interface Buffers {
  readonly items: Int8Array | Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;
  readonly dataView: DataView;
  readonly validity: { readonly data: BigUint64Array | null; readonly offset: number };
  readonly vector: ConstructorParameters<typeof DuckDBBlobVector>[2];
  readonly listVector: DuckDBListVector;
}

const MICROS_A_SECOND = 1_000_000;
const TWO_32 = 4_294_967_296;

/** Errors: EngineError `invalid` for types that have no vector. */
export function toVector(from: DuckDBVector, type: DuckDBType, duckDb: typeof DuckDb): Vector {
  const { DuckDBTypeId } = duckDb;
  const count = from.itemCount;
  const { items, dataView, listVector } = from as unknown as Buffers;
  const base = { count, nulls: nullsOf(from, count) };
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return { ...base, kind: "boolean", values: bytesOf(dataView, count) };
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.DATE:
      return { ...base, kind: "int", values: Int32Array.from(items as Int32Array) };
    case DuckDBTypeId.BIGINT:
      return { ...base, kind: "long", values: (items as BigInt64Array).slice() };
    case DuckDBTypeId.FLOAT:
      return { ...base, kind: "float", values: (items as Float32Array).slice() };
    case DuckDBTypeId.DOUBLE:
      return { ...base, kind: "double", values: (items as Float64Array).slice() };
    case DuckDBTypeId.DECIMAL:
      return decimals(dataView, type.width, base);
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return timestamps(items as BigInt64Array, base);
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.BLOB:
      return texts(from, base, duckDb);
    case DuckDBTypeId.SQLNULL:
      return { count, kind: "int", values: new Int32Array(count), nulls: new Uint8Array(count).fill(1) };
    case DuckDBTypeId.STRUCT:
      return { ...base, kind: "struct", children: entries(from as DuckDBStructVector, type.entryTypes, duckDb) };
    case DuckDBTypeId.LIST: {
      const { rows, offsets } = listRows(from as DuckDBListVector, base);
      return {
        ...base,
        kind: "list",
        offsets,
        child: gather(toVector((from as DuckDBListVector).childVector, type.valueType, duckDb), rows),
      };
    }
    case DuckDBTypeId.MAP: {
      const own = { count, nulls: nullsOf(listVector, count) };
      const { rows, offsets } = listRows(listVector, own);
      const [keys, values] = entries(
        listVector.childVector as DuckDBStructVector,
        [type.keyType, type.valueType],
        duckDb,
      );
      return { ...own, kind: "map", offsets, keys: gather(keys!, rows), items: gather(values!, rows) };
    }
    default:
      throw new EngineError("duckdb", "invalid", `Values of type ${type.toString()} have no vector.`);
  }
}

type Base = Pick<Vector, "count" | "nulls">;

const entries = (from: DuckDBStructVector, types: readonly DuckDBType[], duckDb: typeof DuckDb): Vector[] =>
  types.map((type, at) => toVector(from.entryVectorAt(at), type, duckDb));

/** Bits of 64 rows a word, 1 where there is a value. */
function nullsOf(from: DuckDBVector, count: number): Uint8Array | undefined {
  const { validity } = from as unknown as Buffers;
  // A map's stand in its list.
  if (!validity?.data) return undefined;
  const { data, offset } = validity;
  const bits = new Uint32Array(data.buffer, data.byteOffset, data.length * 2);
  const nulls = new Uint8Array(count);
  let any = 0;
  for (let row = 0; row < count; row++) {
    const bit = offset + row;
    any |= nulls[row] = ((bits[bit >> 5]! >>> (bit & 31)) & 1) ^ 1;
  }
  return any === 0 ? undefined : nulls;
}

const bytesOf = (view: DataView, length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new Uint8Array(view.buffer, view.byteOffset, length));

function decimals(view: DataView, digits: number, base: Base): Vector {
  const { count } = base;
  if (digits <= 4)
    return {
      ...base,
      kind: "long",
      values: BigInt64Array.from(new Int16Array(bytesOf(view, count * 2).buffer), BigInt as (value: unknown) => bigint),
    };
  if (digits <= 9)
    return {
      ...base,
      kind: "long",
      values: BigInt64Array.from(new Int32Array(bytesOf(view, count * 4).buffer), BigInt as (value: unknown) => bigint),
    };
  if (digits <= 18) return { ...base, kind: "long", values: new BigInt64Array(bytesOf(view, count * 8).buffer) };
  return { ...base, kind: "huge", values: new BigInt64Array(bytesOf(view, count * 16).buffer) };
}

function timestamps(micros: BigInt64Array, base: Base): Vector {
  const halves = new Int32Array(micros.buffer, micros.byteOffset, micros.length * 2);
  const seconds = new Float64Array(base.count);
  const nanos = new Int32Array(base.count);
  for (let row = 0; row < base.count; row++) {
    const high = halves[row * 2 + 1]!;
    if (high >= 1 << 20 || high < -(1 << 20)) {
      const second = micros[row]! / 1_000_000n - (micros[row]! % 1_000_000n < 0n ? 1n : 0n);
      seconds[row] = Number(second);
      nanos[row] = Number(micros[row]! - second * 1_000_000n) * 1000;
      continue;
    }
    const value = high * TWO_32 + (halves[row * 2]! >>> 0);
    const second = Math.floor(value / MICROS_A_SECOND);
    seconds[row] = second;
    nanos[row] = (value - second * MICROS_A_SECOND) * 1000;
  }
  return { ...base, kind: "timestamp", seconds, nanos };
}

const INLINE_BYTES_MAX = 12;

/** Texts of up to 12 bytes stand in the vector itself, 16 bytes a row; longer ones where its pointers say. */
function texts(from: DuckDBVector, base: Base, duckDb: typeof DuckDb): Vector {
  const { count, nulls } = base;
  const { dataView: view, validity, vector } = from as unknown as Buffers;
  const blobs = new duckDb.DuckDBBlobVector(
    view,
    validity as unknown as ConstructorParameters<typeof DuckDBBlobVector>[1],
    vector,
    0,
    count,
  );
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  let size = 0;
  for (let row = 0; row < count; row++) {
    starts[row] = size;
    if (nulls?.[row] !== 1) size += view.getUint32(row * 16, true);
    ends[row] = size;
  }
  const data = new Uint8Array(size);
  const inline = new Uint8Array(view.buffer, view.byteOffset, count * 16);
  for (let row = 0; row < count; row++) {
    const [start, end] = [starts[row]!, ends[row]!];
    if (end - start > INLINE_BYTES_MAX) data.set(blobs.getItemBytes(row)!, start);
    else for (let at = start, own = row * 16 + 4; at < end; at++, own++) data[at] = inline[own]!;
  }
  return { ...base, kind: "bytes", data, starts, ends };
}

/** Lists may stand in any order in their child; here they follow each other. */
function listRows(from: DuckDBListVector, { count, nulls }: Base): { rows: Int32Array; offsets: Int32Array } {
  const offsets = new Int32Array(count + 1);
  for (let row = 0; row < count; row++)
    offsets[row + 1] = offsets[row]! + (nulls?.[row] === 1 ? 0 : from.getEntryLength(row));
  const rows = new Int32Array(offsets[count]!);
  for (let row = 0; row < count; row++) {
    if (nulls?.[row] === 1) continue;
    const first = from.getEntryOffset(row);
    for (let at = offsets[row]!, own = first; at < offsets[row + 1]!; at++, own++) rows[at] = own;
  }
  return { rows, offsets };
}
