// Vectors as a Parquet file without compression or dictionaries: for the SQL engine, which reads it once.
import type { Vector } from "../../kit/vector.ts";
import type { HiveType } from "../hive-type.ts";
import { leavesOf, ParquetSchema } from "./leaves.ts";
import { dataPage, PLAIN, RLE } from "./plain-pages.ts";
import { ThriftStruct } from "./thrift-writer.ts";

export interface VectorBatch {
  readonly rows: number;
  readonly columns: readonly Vector[];
}

/** Row groups end here; they are held in memory until then. */
const GROUP_ROWS = 122_880;
const GROUP_BYTES = 16 * 1024 * 1024;
const MAGIC = Buffer.from("PAR1");

/** The file's bytes, in pieces. `columns` has at least one; vectors have no unions. */
export async function* vectorsToParquet(
  columns: readonly { readonly name: string; readonly type: HiveType }[],
  batches: AsyncIterable<VectorBatch>,
): AsyncGenerator<Uint8Array> {
  const schema = new ParquetSchema(columns);
  const groups: ThriftStruct[] = [];
  let offset = MAGIC.length;
  let rows = 0;
  yield MAGIC;
  let group = new RowGroup(schema);
  async function* flushed(): AsyncGenerator<Uint8Array> {
    if (group.rows === 0) return;
    const { parts, metadata } = group.finish(offset);
    groups.push(metadata);
    rows += group.rows;
    group = new RowGroup(schema);
    for (const part of parts) {
      offset += part.length;
      yield part;
    }
  }
  for await (const batch of batches) {
    group.add(batch);
    if (group.rows >= GROUP_ROWS || group.sizeBytes >= GROUP_BYTES) yield* flushed();
  }
  yield* flushed();
  const footer = new ThriftStruct().i32(1, 1).structs(2, schema.elements).i64(3, rows).structs(4, groups).finish();
  const size = Buffer.alloc(4);
  size.writeUInt32LE(footer.length);
  yield Buffer.concat([footer, size, MAGIC]);
}

class RowGroup {
  rows = 0;
  sizeBytes = 0;
  readonly #schema: ParquetSchema;
  readonly #pages: Uint8Array[][];
  readonly #values: number[];

  constructor(schema: ParquetSchema) {
    this.#schema = schema;
    this.#pages = schema.leaves.map(() => []);
    this.#values = schema.leaves.map(() => 0);
  }

  add({ rows, columns }: VectorBatch): void {
    this.rows += rows;
    columns.flatMap(leavesOf).forEach((values, at) => {
      const page = dataPage(this.#schema.leaves[at]!, values);
      this.#pages[at]!.push(page);
      this.#values[at]! += values.index.length;
      this.sizeBytes += page.length;
    });
  }

  finish(start: number): { readonly parts: readonly Uint8Array[]; readonly metadata: ThriftStruct } {
    let offset = start;
    const chunks = this.#schema.leaves.map(({ path, physical }, at) => {
      const size = this.#pages[at]!.reduce((sum, page) => sum + page.length, 0);
      const metadata = new ThriftStruct()
        .i32(1, physical)
        .i32s(2, [PLAIN, RLE])
        .texts(3, path)
        .i32(4, 0)
        .i64(5, this.#values[at]!)
        .i64(6, size)
        .i64(7, size)
        .i64(9, offset);
      const chunk = new ThriftStruct().i64(2, offset).struct(3, metadata);
      offset += size;
      return chunk;
    });
    const metadata = new ThriftStruct().structs(1, chunks).i64(2, this.sizeBytes).i64(3, this.rows);
    return { parts: this.#pages.flat(), metadata };
  }
}
