// The metadata at the end of an ORC file: postscript, footer, and the footers of stripes.
import { CHUNK_BYTES_MAX, COMPRESSIONS, type Compression } from "./codec.ts";
import { corrupt, unsupported } from "./errors.ts";
import { wholeStream } from "./in-stream.ts";
import { ProtoReader } from "./protobuf.ts";
import { TYPES_MAX, readFlatType, treeOf, type OrcType } from "./schema.ts";
import { readStatistics, type StatisticsFacts } from "./statistics-facts.ts";

export interface Postscript {
  readonly footerBytes: number;
  readonly metadataBytes: number;
  readonly compression: Compression;
  readonly blockBytes: number;
  /** Of the format, e.g. `[0, 12]`. */
  readonly version: readonly number[];
  /** Of itself, with the byte that holds its length. */
  readonly tailBytes: number;
}

export interface StripeInformation {
  readonly offset: number;
  readonly indexBytes: number;
  readonly dataBytes: number;
  readonly footerBytes: number;
  readonly rows: number;
}

export interface Footer {
  readonly schema: OrcType;
  readonly rows: number;
  readonly stripes: readonly StripeInformation[];
  readonly rowIndexStride: number;
  /** Of whole columns, by id; empty when the file has none. */
  readonly statistics: readonly StatisticsFacts[];
  readonly userMetadata: ReadonlyMap<string, Uint8Array>;
}

export interface StreamInformation {
  readonly kind: number;
  readonly column: number;
  readonly offset: number;
  readonly length: number;
}

export interface ColumnEncoding {
  readonly kind: number;
  readonly dictionarySize: number;
}

export interface StripeFooter {
  readonly streams: readonly StreamInformation[];
  readonly encodings: readonly ColumnEncoding[];
  readonly timeZone: string;
}

export const STREAM = {
  present: 0,
  data: 1,
  length: 2,
  dictionaryData: 3,
  secondary: 5,
  rowIndex: 6,
  bloomFilterUtf8: 8,
} as const;
/** Kinds that stand in a stripe's index instead of its data. */
export const isIndexStream = (kind: number): boolean => kind >= STREAM.rowIndex && kind <= STREAM.bloomFilterUtf8;

export const ENCODING = { direct: 0, dictionary: 1, directV2: 2, dictionaryV2: 3 } as const;

/** What is read at once from the end of a file; most footers are within it. */
export const TAIL_READ_BYTES = 16 * 1024;
const METADATA_BYTES_MAX = 256 * 1024 * 1024;
const STRIPE_ROWS_MAX = 2 ** 31 - 1;
/** Ours. Runs have 512 rows in four bytes and compress a thousandfold; a footer that claims more has nothing behind it. */
const ROWS_PER_BYTE_MAX = 2 ** 17;
const BLOCK_BYTES_DEFAULT = 256 * 1024;
const MAGIC = "ORC";

/** From the last bytes of a file, as many as there are up to TAIL_READ_BYTES. */
export function readPostscript(tail: Uint8Array, fileBytes: number): Postscript {
  const length = tail.at(-1) ?? 0;
  const tailBytes = length + 1;
  if (length === 0 || tailBytes > tail.length) throw corrupt("it has no postscript");
  const reader = new ProtoReader(tail.subarray(tail.length - tailBytes, -1));
  const found = { footerBytes: 0, metadataBytes: 0, compression: 0, blockBytes: BLOCK_BYTES_DEFAULT, magic: "" };
  const version: number[] = [];
  reader.fields((field) => {
    if (field === 1) found.footerBytes = reader.int();
    else if (field === 2) found.compression = reader.int();
    else if (field === 3) found.blockBytes = reader.int();
    else if (field === 4) reader.ints(version);
    else if (field === 5) found.metadataBytes = reader.int();
    else if (field === 8000) found.magic = reader.text();
  });
  // Files of Hive 0.11 may lack the postscript's magic; they start with it.
  if (found.magic !== "" && found.magic !== MAGIC) throw corrupt("it has no postscript");
  const compression = COMPRESSIONS[found.compression];
  if (!compression) throw corrupt("its compression is unknown");
  if (compression === "lzo" || compression === "brotli")
    throw unsupported(`compressed with ${compression.toUpperCase()}`);
  const { footerBytes, metadataBytes, blockBytes } = found;
  if (footerBytes + metadataBytes + tailBytes > fileBytes || footerBytes + metadataBytes > METADATA_BYTES_MAX)
    throw corrupt("its footer is longer than the file");
  if (compression !== "none" && (blockBytes < 1 || blockBytes > CHUNK_BYTES_MAX + 1))
    throw corrupt("its blocks have no size");
  return { footerBytes, metadataBytes, compression, blockBytes, version, tailBytes };
}

export function readFooter(bytes: Uint8Array, { compression, blockBytes }: Postscript, contentMax: number): Footer {
  const reader = new ProtoReader(wholeStream(bytes, compression, blockBytes, METADATA_BYTES_MAX));
  const stripes: StripeInformation[] = [];
  const types: ReturnType<typeof readFlatType>[] = [];
  const statistics: StatisticsFacts[] = [];
  const userMetadata = new Map<string, Uint8Array>();
  const found = { rows: 0, rowIndexStride: 0, encrypted: false };
  reader.fields((field) => {
    if (field === 3) stripes.push(readStripe(reader.message(), contentMax));
    else if (field === 4) types.push(readFlatType(reader.message()));
    else if (field === 5) readUserMetadata(reader.message(), userMetadata);
    else if (field === 6) found.rows = reader.int();
    else if (field === 7) statistics.push(readStatistics(reader.message()));
    else if (field === 8) found.rowIndexStride = reader.int();
    else if (field === 10) found.encrypted = true;
  });
  if (found.encrypted) throw unsupported("with encrypted columns");
  if (types.length > TYPES_MAX) throw corrupt("it has too many columns");
  const { rows, rowIndexStride } = found;
  if (stripes.reduce((sum, stripe) => sum + stripe.rows, 0) !== rows)
    throw corrupt("its stripes have other rows than it");
  return { schema: treeOf(types), rows, stripes, rowIndexStride, statistics, userMetadata };
}

function readStripe(reader: ProtoReader, contentMax: number): StripeInformation {
  const stripe = { offset: 0, indexBytes: 0, dataBytes: 0, footerBytes: 0, rows: 0 };
  reader.fields((field) => {
    if (field === 1) stripe.offset = reader.int();
    else if (field === 2) stripe.indexBytes = reader.int();
    else if (field === 3) stripe.dataBytes = reader.int();
    else if (field === 4) stripe.footerBytes = reader.int();
    else if (field === 5) stripe.rows = reader.int();
  });
  const { offset, indexBytes, dataBytes, footerBytes, rows } = stripe;
  if (offset + indexBytes + dataBytes + footerBytes > contentMax) throw corrupt("a stripe stands outside it");
  if (rows > ROWS_PER_BYTE_MAX * (indexBytes + dataBytes + footerBytes))
    throw corrupt("a stripe has no room for its rows");
  if (rows > STRIPE_ROWS_MAX || footerBytes > METADATA_BYTES_MAX) throw corrupt("a stripe is too large");
  return stripe;
}

function readUserMetadata(reader: ProtoReader, into: Map<string, Uint8Array>): void {
  let name = "";
  let value: Uint8Array = new Uint8Array(0);
  reader.fields((field) => {
    if (field === 1) name = reader.text();
    else if (field === 2) value = reader.bytes();
  });
  into.set(name, value);
}

/** Offsets are from the start of the stripe. */
export function readStripeFooter(
  bytes: Uint8Array,
  { compression, blockBytes }: Postscript,
  stripe: StripeInformation,
): StripeFooter {
  const reader = new ProtoReader(wholeStream(bytes, compression, blockBytes, METADATA_BYTES_MAX));
  const streams: StreamInformation[] = [];
  const encodings: ColumnEncoding[] = [];
  let timeZone = "";
  let offset = 0;
  reader.fields((field) => {
    if (field === 1) {
      const stream = readStream(reader.message(), offset);
      offset += stream.length;
      streams.push(stream);
    } else if (field === 2) encodings.push(readEncoding(reader.message()));
    else if (field === 3) timeZone = reader.text();
    else if (field === 4) throw unsupported("with encrypted columns");
  });
  if (offset > stripe.indexBytes + stripe.dataBytes) throw corrupt("a stream stands outside its stripe");
  return { streams, encodings, timeZone };
}

function readStream(reader: ProtoReader, offset: number): StreamInformation {
  const stream = { kind: 0, column: 0, length: 0, offset };
  reader.fields((field) => {
    if (field === 1) stream.kind = reader.int();
    else if (field === 2) stream.column = reader.int();
    else if (field === 3) stream.length = reader.int();
  });
  return stream;
}

function readEncoding(reader: ProtoReader): ColumnEncoding {
  const encoding = { kind: 0, dictionarySize: 0 };
  reader.fields((field) => {
    if (field === 1) encoding.kind = reader.int();
    else if (field === 2) encoding.dictionarySize = reader.int();
  });
  return encoding;
}
