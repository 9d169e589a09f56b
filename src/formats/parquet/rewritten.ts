// A Parquet file with some of its columns' chunks replaced, and row groups kept within blocks; everything else is copied as it stands.
import { open, type FileHandle } from "node:fs/promises";
import { EngineError } from "../../kit/errors.ts";
import { CODECS, INT96, type Codec, type Int96Chunk } from "./int96.ts";
import { ThriftTree } from "./thrift-tree.ts";

export interface Rewriting {
  /** Of the leaves in the schema's order, those whose chunks are replaced. */
  readonly leaves: ReadonlySet<number>;
  /** The chunks of the next row group, which has so many rows, by leaf. */
  readonly chunks: (rows: number) => Promise<ReadonlyMap<number, Int96Chunk>>;
  readonly codec: Codec;
  /** A row group that would straddle the file system's blocks goes to the next one, if so little is lost. */
  readonly padding: { readonly blockBytes: number; readonly maxBytes: number } | undefined;
}

const MAGIC = Buffer.from("PAR1");
const TAIL_BYTES = 8;
/** Fields of parquet.thrift's structs. */
const FILE = { schema: 2, rowGroups: 4 };
const ELEMENT = { type: 1, typeLength: 2, children: 5, convertedType: 6, logicalType: 10 };
const GROUP = { columns: 1, sizeBytes: 2, rows: 3, fileOffset: 5, compressedBytes: 6 };
const CHUNK = { fileOffset: 2, metadata: 3, offsetIndex: 4, offsetIndexBytes: 5, columnIndex: 6, columnIndexBytes: 7 };
const COLUMN = {
  type: 1,
  encodings: 2,
  codec: 4,
  values: 5,
  uncompressedBytes: 6,
  compressedBytes: 7,
  dataPage: 9,
  dictionaryPage: 11,
  statistics: 12,
  encodingStatistics: 13,
  bloomFilter: 14,
  bloomFilterBytes: 15,
  sizeStatistics: 16,
};
const STATISTICS_NULLS = 3;

/** The file at `from` is one that the SQL engine has just written, without Bloom filters. */
export async function rewriteParquet(from: string, to: string, rewriting: Rewriting): Promise<void> {
  const source = await open(from, "r");
  try {
    const target = await open(to, "w");
    try {
      await new Rewriter(source, target, rewriting).run();
    } catch (cause) {
      const isFull = (cause as NodeJS.ErrnoException).code === "ENOSPC";
      throw isFull ? new EngineError("parquet", "disk-full", "No space left for the Parquet file.", { cause }) : cause;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

class Rewriter {
  readonly #source: FileHandle;
  readonly #target: FileHandle;
  readonly #rewriting: Rewriting;
  #offset = 0;

  constructor(source: FileHandle, target: FileHandle, rewriting: Rewriting) {
    this.#source = source;
    this.#target = target;
    this.#rewriting = rewriting;
  }

  async run(): Promise<void> {
    const footer = await this.#footer();
    let leaf = 0;
    for (const element of footer.structs(FILE.schema)) {
      if (element.has(ELEMENT.children)) continue;
      if (this.#rewriting.leaves.has(leaf++))
        element.i32(ELEMENT.type, INT96).without(ELEMENT.typeLength, ELEMENT.convertedType, ELEMENT.logicalType);
    }
    await this.#put(MAGIC);
    for (const group of footer.structs(FILE.rowGroups)) await this.#group(group);
    const bytes = footer.bytes();
    const size = Buffer.alloc(4);
    size.writeUInt32LE(bytes.length);
    await this.#put(Buffer.concat([bytes, size, MAGIC]));
  }

  async #footer(): Promise<ThriftTree> {
    const { size } = await this.#source.stat();
    const tail = await this.#read(size - TAIL_BYTES, TAIL_BYTES);
    const length = tail.readUInt32LE(0);
    return ThriftTree.parse(await this.#read(size - TAIL_BYTES - length, length));
  }

  async #group(group: ThriftTree): Promise<void> {
    const replaced = await this.#rewriting.chunks(group.number(GROUP.rows));
    const columns = group.structs(GROUP.columns).map((chunk) => chunk.struct(CHUNK.metadata));
    const sizeOf = (metadata: ThriftTree, leaf: number): number =>
      replaced.get(leaf)?.sizeBytes ?? metadata.number(COLUMN.compressedBytes);
    await this.#pad(columns.reduce((sum, metadata, leaf) => sum + sizeOf(metadata, leaf), 0));
    const start = this.#offset;
    for (const [leaf, chunk] of group.structs(GROUP.columns).entries()) {
      const fresh = replaced.get(leaf);
      const metadata = chunk.struct(CHUNK.metadata);
      if (fresh) await this.#replace(metadata, fresh);
      else await this.#copy(metadata);
      chunk.without(CHUNK.offsetIndex, CHUNK.offsetIndexBytes, CHUNK.columnIndex, CHUNK.columnIndexBytes);
    }
    const uncompressed = columns.reduce((sum, metadata) => sum + metadata.number(COLUMN.uncompressedBytes), 0);
    group.i64(GROUP.sizeBytes, uncompressed);
    if (group.has(GROUP.fileOffset)) group.i64(GROUP.fileOffset, start);
    if (group.has(GROUP.compressedBytes)) group.i64(GROUP.compressedBytes, this.#offset - start);
  }

  async #pad(groupBytes: number): Promise<void> {
    const { padding } = this.#rewriting;
    if (!padding) return;
    const left = padding.blockBytes - (this.#offset % padding.blockBytes);
    if (groupBytes > left && left <= padding.maxBytes) await this.#put(Buffer.alloc(left));
  }

  async #copy(metadata: ThriftTree): Promise<void> {
    const dataPage = metadata.number(COLUMN.dataPage);
    const hasDictionary = metadata.has(COLUMN.dictionaryPage);
    const start = hasDictionary ? Math.min(dataPage, metadata.number(COLUMN.dictionaryPage)) : dataPage;
    const moved = this.#offset - start;
    await this.#put(await this.#read(start, metadata.number(COLUMN.compressedBytes)));
    metadata.i64(COLUMN.dataPage, dataPage + moved);
    if (hasDictionary) metadata.i64(COLUMN.dictionaryPage, metadata.number(COLUMN.dictionaryPage) + moved);
  }

  /** Documented in parquet.thrift: the order of INT96 is undefined, so that there is no least and no greatest. */
  async #replace(metadata: ThriftTree, chunk: Int96Chunk): Promise<void> {
    const start = this.#offset;
    for (const page of chunk.pages) await this.#put(page);
    metadata
      .without(COLUMN.dictionaryPage, COLUMN.encodingStatistics, COLUMN.sizeStatistics)
      .without(COLUMN.bloomFilter, COLUMN.bloomFilterBytes)
      .i32(COLUMN.type, INT96)
      .i32s(COLUMN.encodings, chunk.encodings)
      .i32(COLUMN.codec, CODECS[this.#rewriting.codec])
      .i64(COLUMN.values, chunk.values)
      .i64(COLUMN.uncompressedBytes, chunk.uncompressedBytes)
      .i64(COLUMN.compressedBytes, chunk.sizeBytes)
      .i64(COLUMN.dataPage, start + chunk.dictionaryPageBytes)
      .nested(COLUMN.statistics, new ThriftTree().i64(STATISTICS_NULLS, chunk.nulls));
    if (chunk.dictionaryPageBytes > 0) metadata.i64(COLUMN.dictionaryPage, start);
  }

  async #read(offset: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#source.read(buffer, 0, length, offset);
    if (bytesRead < length) throw new RangeError("the Parquet file ends too early");
    return buffer;
  }

  async #put(bytes: Uint8Array): Promise<void> {
    await this.#target.writeFile(bytes);
    this.#offset += bytes.length;
  }
}
