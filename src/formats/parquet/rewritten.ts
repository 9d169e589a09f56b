// The SQL engine's Parquet file as Hive writes it: timestamps as INT96, row groups kept within blocks; everything else is copied.
import { open, type FileHandle } from "node:fs/promises";
import { EngineError } from "../../kit/errors.ts";
import { INT96, int96Chunk, type Codec, type Int96Chunk } from "./int96.ts";
import type { Leaf } from "./leaves.ts";
import { ThriftTree } from "./thrift-tree.ts";

export interface Rewriting {
  /** In the schema's order; those of timestamps become INT96. */
  readonly leaves: readonly Leaf[];
  readonly codec: Codec;
  /** A row group that would straddle the file system's blocks goes to the next one, if so little is lost. */
  readonly padding: { readonly blockBytes: number; readonly maxBytes: number } | undefined;
}

const MAGIC = Buffer.from("PAR1");
const TAIL_BYTES = 8;
const TAIL_READ_BYTES = 64 * 1024;
const WRITE_BYTES = 4 * 1024 * 1024;
/** Fields of parquet.thrift's structs. */
const FILE = { schema: 2, rowGroups: 4 };
const ELEMENT = { type: 1, typeLength: 2, children: 5, convertedType: 6, logicalType: 10 };
const GROUP = { columns: 1, sizeBytes: 2, fileOffset: 5, compressedBytes: 6 };
const CHUNK = { metadata: 3, offsetIndex: 4, offsetIndexBytes: 5, columnIndex: 6, columnIndexBytes: 7 };
const COLUMN = {
  type: 1,
  encodings: 2,
  uncompressedBytes: 6,
  compressedBytes: 7,
  dataPage: 9,
  dictionaryPage: 11,
  statistics: 12,
  encodingStatistics: 13,
  sizeStatistics: 16,
};
const STATISTICS_NULLS = 3;
/** Encoding. */
const PLAIN = 0;
const RLE = 3;

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
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  constructor(source: FileHandle, target: FileHandle, rewriting: Rewriting) {
    this.#source = source;
    this.#target = target;
    this.#rewriting = rewriting;
  }

  async run(): Promise<void> {
    const { leaves } = this.#rewriting;
    const footer = await this.#footer();
    const elements = footer.structs(FILE.schema).filter((element) => !element.has(ELEMENT.children));
    for (const [at, element] of elements.entries()) {
      if (leaves[at]?.kind === "timestamp")
        element.i32(ELEMENT.type, INT96).without(ELEMENT.typeLength, ELEMENT.convertedType, ELEMENT.logicalType);
    }
    this.#put(MAGIC);
    for (const group of footer.structs(FILE.rowGroups)) await this.#group(group);
    const bytes = footer.bytes();
    const size = Buffer.alloc(4);
    size.writeUInt32LE(bytes.length);
    this.#put(Buffer.concat([bytes, size, MAGIC]));
    await this.#flush();
  }

  async #footer(): Promise<ThriftTree> {
    const { size } = await this.#source.stat();
    const tail = await this.#read(Math.max(0, size - TAIL_READ_BYTES), Math.min(size, TAIL_READ_BYTES));
    const bytes = tail.readUInt32LE(tail.length - TAIL_BYTES);
    const start = tail.length - TAIL_BYTES - bytes;
    if (start >= 0) return ThriftTree.parse(tail.subarray(start, start + bytes));
    return ThriftTree.parse(await this.#read(size - TAIL_BYTES - bytes, bytes));
  }

  /** In memory as a whole, as the engine had it when it wrote it. */
  async #group(group: ThriftTree): Promise<void> {
    const { leaves, codec } = this.#rewriting;
    const columns = group.structs(GROUP.columns).map((chunk) => chunk.struct(CHUNK.metadata));
    const starts = columns.map(startOf);
    const first = Math.min(...starts);
    const end = Math.max(...columns.map((metadata, at) => starts[at]! + metadata.number(COLUMN.compressedBytes)));
    const bytes = await this.#read(first, end - first);
    const moves: (() => void)[] = [];
    let groupBytes = 0;
    for (const [at, metadata] of columns.entries()) {
      const from = starts[at]! - first;
      const chunk = bytes.subarray(from, from + metadata.number(COLUMN.compressedBytes));
      const leaf = leaves[at];
      const fresh = leaf?.kind === "timestamp" ? await int96Chunk(chunk, codec, leaf.repetitionMax > 0) : undefined;
      groupBytes += fresh?.sizeBytes ?? chunk.length;
      moves.push(() => (fresh ? this.#replace(metadata, fresh) : this.#copy(metadata, starts[at]!, chunk)));
    }
    this.#pad(groupBytes);
    const start = this.#offset;
    for (const move of moves) move();
    for (const chunk of group.structs(GROUP.columns))
      chunk.without(CHUNK.offsetIndex, CHUNK.offsetIndexBytes, CHUNK.columnIndex, CHUNK.columnIndexBytes);
    const uncompressed = columns.reduce((sum, metadata) => sum + metadata.number(COLUMN.uncompressedBytes), 0);
    group.i64(GROUP.sizeBytes, uncompressed);
    if (group.has(GROUP.fileOffset)) group.i64(GROUP.fileOffset, start);
    if (group.has(GROUP.compressedBytes)) group.i64(GROUP.compressedBytes, groupBytes);
    if (this.#pendingBytes >= WRITE_BYTES) await this.#flush();
  }

  #pad(groupBytes: number): void {
    const { padding } = this.#rewriting;
    if (!padding) return;
    const left = padding.blockBytes - (this.#offset % padding.blockBytes);
    if (groupBytes > left && left <= padding.maxBytes) this.#put(Buffer.alloc(left));
  }

  #copy(metadata: ThriftTree, start: number, chunk: Uint8Array): void {
    const moved = this.#offset - start;
    for (const id of [COLUMN.dataPage, COLUMN.dictionaryPage])
      if (metadata.has(id)) metadata.i64(id, metadata.number(id) + moved);
    this.#put(chunk);
  }

  /** Documented in parquet.thrift: the order of INT96 is undefined, so that there is no least and no greatest. */
  #replace(metadata: ThriftTree, chunk: Int96Chunk): void {
    const known = metadata.has(COLUMN.statistics) ? metadata.struct(COLUMN.statistics) : new ThriftTree();
    const nulls = known.has(STATISTICS_NULLS) ? known.number(STATISTICS_NULLS) : undefined;
    metadata
      .without(COLUMN.statistics, COLUMN.encodingStatistics, COLUMN.sizeStatistics)
      .i32(COLUMN.type, INT96)
      .i64(COLUMN.uncompressedBytes, chunk.uncompressedBytes)
      .i64(COLUMN.compressedBytes, chunk.sizeBytes)
      .i64(COLUMN.dataPage, this.#offset + chunk.dictionaryPageBytes);
    if (nulls !== undefined) metadata.nested(COLUMN.statistics, new ThriftTree().i64(STATISTICS_NULLS, nulls));
    if (chunk.dictionaryPageBytes > 0) metadata.i64(COLUMN.dictionaryPage, this.#offset);
    if (chunk.isPlain) metadata.i32s(COLUMN.encodings, [PLAIN, RLE]);
    for (const part of chunk.parts) this.#put(part);
  }

  async #read(offset: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await this.#source.read(buffer, 0, length, offset);
    if (bytesRead < length) throw new RangeError("the Parquet file ends too early");
    return buffer;
  }

  #put(bytes: Uint8Array): void {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    this.#offset += bytes.length;
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    await this.#target.writeFile(bytes);
  }
}

function startOf(metadata: ThriftTree): number {
  const dataPage = metadata.number(COLUMN.dataPage);
  return metadata.has(COLUMN.dictionaryPage) ? Math.min(dataPage, metadata.number(COLUMN.dictionaryPage)) : dataPage;
}
