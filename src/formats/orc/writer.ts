// Writes ORC files: vectors in, stripes out as they fill, and the footer at the end.
import { open, type FileHandle } from "node:fs/promises";
import { EngineError } from "../../kit/errors.ts";
import type { Vector } from "../../kit/vector.ts";
import { COMPRESSIONS, type Compression, type CompressionStrategy } from "./codec.ts";
import type { ColumnStripe, ColumnWriter } from "./column-writer.ts";
import { STREAM, type StripeInformation } from "./footer.ts";
import { columnWriter } from "./nested-writer.ts";
import { packed, type Packed, type Packing } from "./out-stream.ts";
import { ProtoWriter } from "./protobuf.ts";
import { nodesOf, writeType, type OrcType } from "./schema.ts";
import { STATISTICS_KINDS, Statistics } from "./statistics.ts";
import { writeStatistics } from "./statistics-facts.ts";

export interface OrcOptions {
  /** Of columns of the file, by their names in lower case. Undefined: none. */
  readonly bloomFilters: { readonly columns: readonly string[]; readonly falsePositives: number } | undefined;
  readonly compression: Exclude<Compression, "lzo" | "brotli">;
  readonly strategy: CompressionStrategy;
  /** Of a stripe before compression. */
  readonly stripeBytes: number;
  /** 0: no index. */
  readonly rowIndexStride: number;
  /** 0 never, 1 always, otherwise distinct texts for each value. */
  readonly dictionaryThreshold: number;
  /** Hive 0.11's format. */
  readonly old: boolean;
  /** Stripes do not straddle the file system's blocks when no more than this share of a stripe is lost. */
  readonly padding: { readonly blockBytes: number; readonly tolerance: number } | undefined;
}

/** Defaults of ORC's own writer. Documented: orc.apache.org, configuration. */
export const ORC_DEFAULTS: OrcOptions = {
  compression: "zlib",
  strategy: "speed",
  stripeBytes: 64 * 1024 * 1024,
  rowIndexStride: 10_000,
  dictionaryThreshold: 0.8,
  old: false,
  padding: undefined,
  bloomFilters: undefined,
};

const CHUNK_BYTES = 256 * 1024;
const MAGIC = "ORC";
/** Not one of the writers that the specification has numbered; of no version that readers know faults of. */
const WRITER = 100;
const WRITER_VERSION = 6;
/** Texts in UTF-8, timestamps in UTC. */
const BLOOM_ENCODING = 1;

export class OrcWriter {
  readonly #file: FileHandle;
  readonly #schema: OrcType;
  readonly #options: OrcOptions;
  readonly #packing: Packing;
  readonly #root;
  #offset = 0;
  #rows = 0;
  #stripeRows = 0;
  #groupRows = 0;
  readonly #stripes: StripeInformation[] = [];
  readonly #stripeStatistics: ProtoWriter[] = [];
  readonly #statistics: Statistics[];
  readonly #bytesOnDisk: number[];

  private constructor(file: FileHandle, schema: OrcType, options: OrcOptions) {
    this.#file = file;
    this.#schema = schema;
    this.#options = options;
    const { compression, strategy } = options;
    this.#packing = { compression, strategy, blockBytes: CHUNK_BYTES };
    this.#root = columnWriter(schema, options);
    const filtered = options.bloomFilters?.columns ?? [];
    schema.children.forEach(({ id }, at) => {
      const name = schema.fieldNames[at]!.toLowerCase();
      this.#root.all[id]!.filtered = filtered.includes(name);
    });
    this.#statistics = nodesOf(schema).map(() => new Statistics());
    this.#bytesOnDisk = nodesOf(schema).map(() => 0);
  }

  /** A new file at `path`. `schema` is a struct. */
  static async create(path: string, schema: OrcType, options: OrcOptions): Promise<OrcWriter> {
    const writer = new OrcWriter(await open(path, "w"), schema, options);
    await writer.#put(Buffer.from(MAGIC));
    return writer;
  }

  /** Rows of the file, one vector a column. */
  async write(columns: readonly Vector[], rows: number): Promise<void> {
    const { rowIndexStride, stripeBytes } = this.#options;
    const root: Vector = { kind: "struct", count: rows, nulls: undefined, children: columns };
    for (let start = 0; start < rows;) {
      if (this.#groupRows === 0 && (this.#stripeRows === 0 || rowIndexStride > 0))
        this.#each((column) => column.startGroup());
      const room = rowIndexStride > 0 ? rowIndexStride - this.#groupRows : rows;
      const end = Math.min(rows, start + room);
      this.#root.write(root, start, end);
      this.#groupRows += end - start;
      this.#stripeRows += end - start;
      start = end;
      if (this.#groupRows === rowIndexStride) this.#endGroup();
    }
    if (this.#stripeRows > 0 && this.#sizeBytes() >= stripeBytes) await this.#flush();
  }

  /** Ends the file. */
  async close(): Promise<{ readonly rows: number; readonly hasNulls: boolean }> {
    try {
      if (this.#stripeRows > 0) await this.#flush();
      await this.#writeTail();
    } finally {
      await this.#file.close();
    }
    return { rows: this.#rows, hasNulls: this.#statistics.some(({ hasNull }) => hasNull) };
  }

  /** Gives up; the file is not complete. Idempotent. */
  abort(): Promise<void> {
    return this.#file.close();
  }

  #each(call: (column: ColumnWriter) => void): void {
    for (const column of this.#root.all) call(column);
  }

  #sizeBytes(): number {
    return this.#root.all.reduce((sum, column) => sum + column.sizeBytes(), 0);
  }

  #endGroup(): void {
    this.#each((column) => column.endGroup());
    this.#groupRows = 0;
  }

  async #flush(): Promise<void> {
    if (this.#groupRows > 0) this.#endGroup();
    const rows = this.#stripeRows;
    this.#stripeRows = 0;
    const columns = this.#root.all.map((column) => column.finish());
    const data: { column: number; kind: number; bytes: Packed }[] = [];
    const index: typeof data = [];
    for (const column of columns) {
      const own = new Map<unknown, Packed>();
      for (const { kind, out } of column.streams) {
        const bytes = await packed(out.bytes, this.#packing);
        own.set(out, bytes);
        data.push({ column: column.type.id, kind, bytes });
      }
      if (this.#options.rowIndexStride === 0) continue;
      const bytes = await packed(rowIndex(column, own), this.#packing);
      index.push({ column: column.type.id, kind: STREAM.rowIndex, bytes });
      if (column.filters.length === 0) continue;
      const filters = new ProtoWriter();
      for (const filter of column.filters) filters.message(1, filter.message());
      index.push({
        column: column.type.id,
        kind: STREAM.bloomFilterUtf8,
        bytes: await packed(filters.finish(), this.#packing),
      });
    }
    const streams = [...index, ...data];
    const footer = await packed(stripeFooter(streams, columns), this.#packing);
    const size = (parts: readonly { bytes: Packed }[]): number =>
      parts.reduce((sum, { bytes }) => sum + bytes.sizeBytes, 0);
    const [indexBytes, dataBytes] = [size(index), size(data)];
    await this.#pad(indexBytes + dataBytes + footer.sizeBytes);
    this.#stripes.push({ offset: this.#offset, indexBytes, dataBytes, footerBytes: footer.sizeBytes, rows });
    for (const { column, bytes } of streams) {
      await this.#put(Buffer.concat(bytes.parts));
      this.#bytesOnDisk[column]! += bytes.sizeBytes;
    }
    await this.#put(Buffer.concat(footer.parts));
    this.#rows += rows;
    this.#keepStatistics(columns);
  }

  #keepStatistics(columns: readonly ColumnStripe[]): void {
    const stripe = new ProtoWriter();
    columns.forEach(({ type, statistics }, at) => {
      this.#statistics[at]!.merge(statistics);
      stripe.message(1, statisticsOf(type, statistics));
    });
    this.#stripeStatistics.push(stripe);
  }

  async #pad(stripeBytes: number): Promise<void> {
    const { padding, stripeBytes: usual } = this.#options;
    if (!padding) return;
    const left = padding.blockBytes - (this.#offset % padding.blockBytes);
    if (stripeBytes > left && stripeBytes <= padding.blockBytes && left <= padding.tolerance * usual)
      await this.#put(Buffer.alloc(left));
  }

  async #writeTail(): Promise<void> {
    const { compression, old, rowIndexStride } = this.#options;
    const contentLength = this.#offset - MAGIC.length;
    const statistics = new ProtoWriter();
    for (const stripe of this.#stripeStatistics) statistics.message(1, stripe);
    const metadata = await packed(statistics.finish(), this.#packing);
    const footer = new ProtoWriter().int(1, MAGIC.length).int(2, contentLength);
    for (const { offset, indexBytes, dataBytes, footerBytes, rows } of this.#stripes)
      footer.message(
        3,
        new ProtoWriter().int(1, offset).int(2, indexBytes).int(3, dataBytes).int(4, footerBytes).int(5, rows),
      );
    const types = nodesOf(this.#schema);
    for (const type of types) footer.message(4, writeType(type));
    footer.int(6, this.#rows);
    types.forEach((type, at) => footer.message(7, statisticsOf(type, this.#statistics[at]!, this.#bytesOnDisk[at])));
    footer.int(8, rowIndexStride).int(9, WRITER).text(12, "forebay");
    const packedFooter = await packed(footer.finish(), this.#packing);
    await this.#put(Buffer.concat([...metadata.parts, ...packedFooter.parts]));
    const postscript = new ProtoWriter()
      .int(1, packedFooter.sizeBytes)
      .int(2, COMPRESSIONS.indexOf(compression))
      .int(3, CHUNK_BYTES)
      .packed(4, old ? [0, 11] : [0, 12])
      .int(5, metadata.sizeBytes)
      .int(6, WRITER_VERSION)
      .text(8000, MAGIC)
      .finish();
    await this.#put(postscript);
    await this.#put(Uint8Array.of(postscript.length));
  }

  async #put(bytes: Uint8Array): Promise<void> {
    try {
      await this.#file.writeFile(bytes);
    } catch (cause) {
      const isFull = (cause as NodeJS.ErrnoException).code === "ENOSPC";
      throw isFull ? new EngineError("orc", "disk-full", "No space left for the ORC file.", { cause }) : cause;
    }
    this.#offset += bytes.length;
  }
}

const statisticsOf = (type: OrcType, statistics: Statistics, bytesOnDisk?: number): ProtoWriter => {
  const kind = STATISTICS_KINDS[type.kind];
  return writeStatistics(statistics.facts(kind, type.scale), kind, bytesOnDisk);
};

function rowIndex({ type, groups }: ColumnStripe, streams: ReadonlyMap<unknown, Packed>): Uint8Array {
  const index = new ProtoWriter();
  for (const { places, statistics } of groups) {
    const positions = places.flatMap(({ stream, offset, extras }) => [
      ...(streams.get(stream)?.position(offset) ?? []),
      ...extras,
    ]);
    index.message(1, new ProtoWriter().packed(1, positions).message(2, statisticsOf(type, statistics)));
  }
  return index.finish();
}

function stripeFooter(
  streams: readonly { readonly column: number; readonly kind: number; readonly bytes: Packed }[],
  columns: readonly ColumnStripe[],
): Uint8Array {
  const footer = new ProtoWriter();
  for (const { column, kind, bytes } of streams)
    footer.message(1, new ProtoWriter().int(1, kind).int(2, column).int(3, bytes.sizeBytes));
  for (const { encoding, filters } of columns) {
    const own = new ProtoWriter().int(1, encoding.kind);
    if (encoding.dictionarySize > 0) own.int(2, encoding.dictionarySize);
    if (filters.length > 0) own.int(3, BLOOM_ENCODING);
    footer.message(2, own);
  }
  return footer.text(3, "UTC").finish();
}
