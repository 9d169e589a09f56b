// Column chunks of timestamps from INT64 microseconds to INT96, as Hive has them: nanoseconds of the day, then the Julian day.
import { compress as snappy, uncompress as unsnappy } from "snappy";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { deltaDecoded } from "./delta.ts";
import { ThriftReader } from "./thrift-compact.ts";
import { ThriftTree } from "./thrift-tree.ts";

/** Type. */
export const INT96 = 3;
const INT96_WORDS = 3;
const JULIAN_DAY_OF_1970 = 2_440_588;
const DAY_MICROS = 86_400_000_000;
const TWO_32 = 2 ** 32;
/** Above it, the high half of a number has microseconds that are no safe number. */
const SAFE_HIGH = 2 ** 21;
/** Encoding. */
const PLAIN = 0;
const DELTA = 5;
/** PageType, and where a page's header says more. */
const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;
const HEADER = { type: 1, uncompressedBytes: 2, compressedBytes: 3, checksum: 4, dataPage: 5 };
const DATA_HEADER = { encoding: 2, statistics: 5 };

interface Compression {
  readonly pack: (bytes: Buffer) => Promise<Uint8Array>;
  readonly unpack: (bytes: Buffer) => Promise<Uint8Array>;
}

const zip = promisify<Uint8Array, Uint8Array>(gzip);
const unzip = promisify<Uint8Array, Uint8Array>(gunzip);

const compressions = {
  UNCOMPRESSED: { pack: (bytes) => Promise.resolve(bytes), unpack: (bytes) => Promise.resolve(bytes) },
  SNAPPY: { pack: (bytes) => snappy(bytes), unpack: async (bytes) => bufferOf(await unsnappy(bytes)) },
  GZIP: { pack: zip, unpack: unzip },
} as const satisfies Readonly<Record<string, Compression>>;
export type Codec = keyof typeof compressions;

export interface Int96Chunk {
  readonly parts: readonly Uint8Array[];
  /** With headers. */
  readonly sizeBytes: number;
  readonly uncompressedBytes: number;
  /** 0: there is none. */
  readonly dictionaryPageBytes: number;
  /** There are values outside of the dictionary. */
  readonly isPlain: boolean;
}

/** Errors: RangeError for pages of other kinds than the SQL engine writes. */
export async function int96Chunk(chunk: Buffer, codec: Codec, isRepeated: boolean): Promise<Int96Chunk> {
  const converted = new ChunkConversion(codec, isRepeated);
  for (let offset = 0; offset < chunk.length;) {
    const reader = new ThriftReader(chunk.subarray(offset));
    const header = ThriftTree.read(reader);
    const start = offset + reader.offset;
    offset = start + header.number(HEADER.compressedBytes);
    await converted.page(header, chunk.subarray(start, offset));
  }
  return converted;
}

class ChunkConversion implements Int96Chunk {
  readonly parts: Uint8Array[] = [];
  sizeBytes = 0;
  uncompressedBytes = 0;
  dictionaryPageBytes = 0;
  isPlain = false;
  readonly #compression: Compression;
  readonly #isRepeated: boolean;

  constructor(codec: Codec, isRepeated: boolean) {
    this.#compression = compressions[codec];
    this.#isRepeated = isRepeated;
  }

  async page(header: ThriftTree, body: Buffer): Promise<void> {
    const type = header.number(HEADER.type);
    if (type === DICTIONARY_PAGE) {
      const values = await this.#compression.unpack(body);
      await this.#convert(header, new Uint8Array(0), plainInt96(halvesOf(values)));
      this.dictionaryPageBytes = this.sizeBytes;
      return;
    }
    if (type !== DATA_PAGE) throw new RangeError(`a page of type ${type}`);
    const data = header.struct(HEADER.dataPage).without(DATA_HEADER.statistics);
    const encoding = data.number(DATA_HEADER.encoding);
    if (encoding !== PLAIN && encoding !== DELTA) {
      this.#add(header, body);
      return;
    }
    const unpacked = await this.#compression.unpack(body);
    const levelBytes = levelsOf(unpacked, this.#isRepeated ? 2 : 1);
    const values = unpacked.subarray(levelBytes);
    const halves = encoding === PLAIN ? halvesOf(values) : new Int32Array(deltaDecoded(values).buffer);
    data.i32(DATA_HEADER.encoding, PLAIN);
    this.isPlain = true;
    await this.#convert(header, unpacked.subarray(0, levelBytes), plainInt96(halves));
  }

  async #convert(header: ThriftTree, levels: Uint8Array, values: Uint8Array): Promise<void> {
    const body = Buffer.concat([levels, values]);
    const packed = await this.#compression.pack(body);
    header
      .i32(HEADER.uncompressedBytes, body.length)
      .i32(HEADER.compressedBytes, packed.length)
      .without(HEADER.checksum);
    this.#add(header, packed);
  }

  #add(header: ThriftTree, body: Uint8Array): void {
    const head = header.bytes();
    this.parts.push(head, body);
    this.sizeBytes += head.length + body.length;
    this.uncompressedBytes += head.length + header.number(HEADER.uncompressedBytes);
  }
}

/** Bytes of the levels that stand before a page's values, each kind after its size. Columns of tables are always optional. */
function levelsOf(page: Uint8Array, kinds: number): number {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  let bytes = 0;
  for (let kind = 0; kind < kinds; kind++) bytes += 4 + view.getUint32(bytes, true);
  return bytes;
}

const bufferOf = (bytes: Uint8Array | string): Buffer => (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes));

/** The low and the high half of each 64-bit number. */
const halvesOf = (bytes: Uint8Array): Int32Array => new Int32Array(Uint8Array.from(bytes).buffer);

function plainInt96(halves: Int32Array): Uint8Array {
  const count = halves.length / 2;
  const out = new Int32Array(count * INT96_WORDS);
  for (let at = 0; at < count; at++) {
    const [low, high] = [halves[at * 2]! >>> 0, halves[at * 2 + 1]!];
    const isSafe = high < SAFE_HIGH && high >= -SAFE_HIGH;
    const day = isSafe ? Math.floor((high * TWO_32 + low) / DAY_MICROS) : farDay(low, high);
    const micros = isSafe ? high * TWO_32 + low - day * DAY_MICROS : farMicros(low, high, day);
    const nanos = micros * 1000;
    const nanosHigh = Math.floor(nanos / TWO_32);
    out[at * INT96_WORDS] = nanos - nanosHigh * TWO_32;
    out[at * INT96_WORDS + 1] = nanosHigh;
    out[at * INT96_WORDS + 2] = day + JULIAN_DAY_OF_1970;
  }
  return new Uint8Array(out.buffer);
}

const whole = (low: number, high: number): bigint => (BigInt(high) << 32n) | BigInt(low);
const farMicros = (low: number, high: number, day: number): number =>
  Number(whole(low, high) - BigInt(day) * BigInt(DAY_MICROS));

/** Rounded down. */
function farDay(low: number, high: number): number {
  const day = Number(whole(low, high) / BigInt(DAY_MICROS));
  return farMicros(low, high, day) < 0 ? day - 1 : day;
}
