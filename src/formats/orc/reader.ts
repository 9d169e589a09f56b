// Reads ORC files: the footer first, then stripe by stripe the wanted columns, as batches of vectors.
import { open, type FileHandle } from "node:fs/promises";
import type { Vector } from "../../kit/vector.ts";
import { corrupt } from "./errors.ts";
import {
  TAIL_READ_BYTES,
  isIndexStream,
  readFooter,
  readPostscript,
  readStripeFooter,
  type Footer,
  type Postscript,
  type StreamInformation,
  type StripeFooter,
  type StripeInformation,
} from "./footer.ts";
import { InStream } from "./in-stream.ts";
import type { StripeStreams } from "./column-reader.ts";
import { columnReader } from "./nested-reader.ts";
import { nodesOf, type OrcType } from "./schema.ts";

/** Where a file's bytes come from. `read` answers exactly the bytes asked for, which are within the size. */
export interface OrcSource {
  readonly sizeBytes: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Rows of a batch; the SQL engine's own vectors are as long. */
const BATCH_ROWS = 2048;
const STREAM_BYTES_MAX = 2 ** 31 - 1;

export interface OrcBatch {
  readonly rows: number;
  /** One a wanted column, in the order asked for. */
  readonly columns: readonly Vector[];
}

export class OrcFile {
  readonly postscript: Postscript;
  readonly footer: Footer;
  readonly #source: OrcSource;

  private constructor(source: OrcSource, postscript: Postscript, footer: Footer) {
    this.#source = source;
    this.postscript = postscript;
    this.footer = footer;
  }

  /** Errors: EngineError `corrupt`, `invalid` for what is not supported. */
  static async open(source: OrcSource): Promise<OrcFile> {
    const { sizeBytes } = source;
    const tail = await source.read(Math.max(0, sizeBytes - TAIL_READ_BYTES), Math.min(sizeBytes, TAIL_READ_BYTES));
    const postscript = readPostscript(tail, sizeBytes);
    const { footerBytes, tailBytes, metadataBytes } = postscript;
    const end = sizeBytes - tailBytes;
    const inTail = footerBytes + tailBytes <= tail.length;
    const bytes = inTail
      ? tail.subarray(tail.length - tailBytes - footerBytes, tail.length - tailBytes)
      : await source.read(end - footerBytes, footerBytes);
    return new OrcFile(source, postscript, readFooter(bytes, postscript, end - footerBytes - metadataBytes));
  }

  /** The root's columns. A file whose root is no struct is one column. */
  get columns(): readonly OrcType[] {
    const { schema } = this.footer;
    return schema.kind === "struct" ? schema.children : [schema];
  }

  /** The rows of one stripe; columns by their position in `columns`, all by default. */
  async *stripe(
    stripe: StripeInformation,
    wanted: readonly number[] = this.columns.map((_, at) => at),
  ): AsyncGenerator<OrcBatch> {
    const types = wanted.map((at) => this.columns[at]!);
    const streams = await this.#load(stripe, types);
    const readers = types.map((type) => columnReader(type, streams));
    for (let left = stripe.rows; left > 0; left -= BATCH_ROWS) {
      const rows = Math.min(left, BATCH_ROWS);
      yield { rows, columns: readers.map((reader) => reader.read(rows, undefined)) };
    }
  }

  async *batches(wanted?: readonly number[]): AsyncGenerator<OrcBatch> {
    for (const stripe of this.footer.stripes) yield* this.stripe(stripe, wanted);
  }

  /** Errors: EngineError `corrupt`. */
  async stripeFooter(stripe: StripeInformation): Promise<StripeFooter> {
    const bytes = await this.#source.read(stripe.offset + stripe.indexBytes + stripe.dataBytes, stripe.footerBytes);
    return readStripeFooter(bytes, this.postscript, stripe);
  }

  /** Reads the data streams of those columns; what stands together is read at once. */
  async #load(stripe: StripeInformation, types: readonly OrcType[]): Promise<StripeStreams> {
    const { streams, encodings, timeZone } = await this.stripeFooter(stripe);
    const ids = new Set(types.flatMap(nodesOf).map(({ id }) => id));
    const own = streams.filter(({ kind, column }) => !isIndexStream(kind) && ids.has(column));
    const loaded = new Map<string, Uint8Array>();
    for (const run of runsOf(own)) {
      const first = run[0]!;
      const length = run.reduce((sum, stream) => sum + stream.length, 0);
      if (length > STREAM_BYTES_MAX) throw corrupt("a stripe is too large");
      const bytes = await this.#source.read(stripe.offset + first.offset, length);
      for (const { column, kind, offset, length: size } of run)
        loaded.set(`${column} ${kind}`, bytes.subarray(offset - first.offset, offset - first.offset + size));
    }
    const { compression, blockBytes } = this.postscript;
    return {
      timeZone,
      encoding: (column) => {
        const encoding = encodings[column];
        if (!encoding) throw corrupt(`column ${column} lacks an encoding`);
        return encoding;
      },
      stream: (column, kind) => {
        const bytes = loaded.get(`${column} ${kind}`);
        return bytes && new InStream(bytes, compression, blockBytes);
      },
    };
  }
}

/** Streams that follow each other without a gap. */
function runsOf(streams: readonly StreamInformation[]): StreamInformation[][] {
  const runs: StreamInformation[][] = [];
  let end = -1;
  for (const stream of streams) {
    if (stream.offset === end) runs.at(-1)!.push(stream);
    else runs.push([stream]);
    end = stream.offset + stream.length;
  }
  return runs;
}

/** A file of the file system, open until `close`. */
export async function openOrcFile(
  path: string,
): Promise<{ readonly file: OrcFile; readonly close: () => Promise<void> }> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    return { file: await OrcFile.open(sourceOf(handle, size)), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function sourceOf(handle: FileHandle, sizeBytes: number): OrcSource {
  return {
    sizeBytes,
    async read(offset, length) {
      const buffer = Buffer.allocUnsafe(length);
      const { bytesRead } = await handle.read(buffer, 0, length, offset);
      if (bytesRead < length) throw corrupt("it ends too early");
      return buffer;
    },
  };
}
