// ORC files as Parquet, of the columns that are wanted: how the SQL engine reads them.
import { nextTurn } from "../../kit/clock.ts";
import type { Vector } from "../../kit/vector.ts";
import { gather } from "../../kit/vector.ts";
import type { HiveType } from "../hive-type.ts";
import { vectorsToParquet, type VectorBatch } from "../parquet/vectors-to-parquet.ts";
import type { OrcFile } from "./reader.ts";
import { hiveTypeOf, nodesOf } from "./schema.ts";

export interface WantedColumn {
  /** Of the file's columns. */
  readonly at: number;
  /** In the Parquet file. */
  readonly name: string;
}

/** Holds the count of rows when no column is wanted. */
const ROWS_COLUMN = "$rows";

export function orcToParquet(file: OrcFile, wanted: readonly WantedColumn[]): AsyncIterable<Uint8Array> {
  if (wanted.length === 0) return vectorsToParquet([{ name: ROWS_COLUMN, type: { kind: "boolean" } }], rowsOnly(file));
  const columns = wanted.map(({ at, name }): { name: string; type: HiveType } => ({
    name,
    type: hiveTypeOf(file.columns[at]!),
  }));
  return vectorsToParquet(columns, withoutUnions(file, wanted));
}

async function* withoutUnions(file: OrcFile, wanted: readonly WantedColumn[]): AsyncGenerator<VectorBatch> {
  for await (const { rows, columns } of file.batches(wanted.map(({ at }) => at))) {
    await nextTurn(); // a stripe is in memory: nothing else would be waited for until a row group is full
    yield { rows, columns: columns.map(plain) };
  }
}

async function* rowsOnly(file: OrcFile): AsyncGenerator<VectorBatch> {
  for await (const { rows } of file.batches([]))
    yield { rows, columns: [{ kind: "boolean", count: rows, nulls: undefined, values: new Uint8Array(rows) }] };
}

/** A union becomes a struct: its tag, and each alternative, NULL where it is another's row. */
function plain(vector: Vector): Vector {
  switch (vector.kind) {
    case "list":
      return { ...vector, child: plain(vector.child) };
    case "map":
      return { ...vector, keys: plain(vector.keys), items: plain(vector.items) };
    case "struct":
      return { ...vector, children: vector.children.map(plain) };
    case "union": {
      const { count, nulls, tags, slots } = vector;
      const alternatives = vector.children.map((child, tag) => {
        if (child.count === 0) return plain(blank(child, count));
        const rows = Int32Array.from({ length: count }, (_, row) =>
          tags[row] === tag && nulls?.[row] !== 1 ? slots[row]! : 0,
        );
        const own = plain(gather(child, rows));
        const absent = Uint8Array.from(tags, (other, row) =>
          other === tag && nulls?.[row] !== 1 ? (own.nulls?.[row] ?? 0) : 1,
        );
        return { ...own, nulls: absent };
      });
      const tag: Vector = { kind: "int", count, nulls: undefined, values: Int32Array.from(tags) };
      return { kind: "struct", count, nulls, children: [tag, ...alternatives] };
    }
    default:
      return vector;
  }
}

/** NULLs of the same kind. */
function blank(vector: Vector, count: number): Vector {
  const base = { count, nulls: new Uint8Array(count).fill(1) };
  const none = new Int32Array(count + 1);
  switch (vector.kind) {
    case "boolean":
      return { ...base, kind: "boolean", values: new Uint8Array(count) };
    case "int":
      return { ...base, kind: "int", values: new Int32Array(count) };
    case "long":
      return { ...base, kind: "long", values: new BigInt64Array(count) };
    case "huge":
      return { ...base, kind: "huge", values: new BigInt64Array(count * 2) };
    case "float":
      return { ...base, kind: "float", values: new Float32Array(count) };
    case "double":
      return { ...base, kind: "double", values: new Float64Array(count) };
    case "bytes":
      return {
        ...base,
        kind: "bytes",
        data: new Uint8Array(0),
        starts: new Int32Array(count),
        ends: new Int32Array(count),
      };
    case "timestamp":
      return { ...base, kind: "timestamp", seconds: new Float64Array(count), nanos: new Int32Array(count) };
    case "struct":
      return { ...vector, ...base, children: vector.children.map((child) => blank(child, count)) };
    case "union":
      return { ...vector, ...base, tags: new Uint8Array(count), slots: new Int32Array(count) };
    default:
      return { ...vector, ...base, offsets: none };
  }
}

/** Bytes of the columns' streams: what a reader of them fetches. */
export async function bytesOfColumns(file: OrcFile, wanted: readonly WantedColumn[]): Promise<number> {
  const ids = new Set(wanted.flatMap(({ at }) => nodesOf(file.columns[at]!)).map(({ id }) => id));
  let bytes = 0;
  for (const stripe of file.footer.stripes) {
    const { streams } = await file.stripeFooter(stripe);
    for (const { column, length } of streams) if (ids.has(column)) bytes += length;
  }
  return bytes;
}
