// Column chunks of timestamps as INT96, as Hive's writer has them: nanoseconds of the day, then the Julian day.
import { compress as snappy } from "snappy";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { TimestampVector } from "../../kit/vector.ts";
import type { Leaf, LeafValues } from "./leaves.ts";
import { hybrid, levels, widthOf } from "./runs.ts";
import { ThriftStruct } from "./thrift-writer.ts";

/** Type. */
export const INT96 = 3;
const INT96_BYTES = 12;
const JULIAN_DAY_OF_1970 = 2_440_588;
const DAY_SECONDS = 86_400;
const PAGE_VALUES_MIN = 65_536;
const DICTIONARY_MAX = 32_768;
/** Encoding. */
const PLAIN = 0;
const PLAIN_DICTIONARY = 2;
const RLE = 3;
/** PageType. */
const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;

/** Each with its number in CompressionCodec. */
export const CODECS = { UNCOMPRESSED: 0, SNAPPY: 1, GZIP: 2 } as const;
export type Codec = keyof typeof CODECS;

const compressors: Readonly<Record<Codec, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  UNCOMPRESSED: (bytes) => Promise.resolve(bytes),
  SNAPPY: (bytes) => snappy(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
  GZIP: promisify<Uint8Array, Uint8Array>(gzip),
};

export interface Int96Chunk {
  readonly pages: readonly Uint8Array[];
  readonly encodings: readonly number[];
  /** With headers. */
  readonly sizeBytes: number;
  readonly uncompressedBytes: number;
  /** 0: there is none. */
  readonly dictionaryPageBytes: number;
  readonly values: number;
  readonly nulls: number;
}

/** The parts follow each other, and are of one row group. */
export async function int96Chunk(
  leaf: Leaf,
  parts: readonly LeafValues[],
  codec: Codec,
  withDictionary: boolean,
): Promise<Int96Chunk> {
  const dictionary = withDictionary ? dictionaryOf(parts) : undefined;
  const pages = new Pages(codec);
  if (dictionary) {
    const header = new ThriftStruct().i32(1, dictionary.size).i32(2, PLAIN_DICTIONARY);
    await pages.add(DICTIONARY_PAGE, 7, header, dictionary.bytes);
  }
  const dictionaryPageBytes = pages.sizeBytes;
  let [values, nulls] = [0, 0];
  for (const page of paged(parts)) {
    const count = page.reduce((sum, { index }) => sum + index.length, 0);
    const body = Buffer.concat([
      levels(joined(page.map(({ repetition }) => repetition)), leaf.repetitionMax),
      levels(joined(page.map(({ definition }) => definition)), leaf.definitionMax),
      ...(dictionary ? [indexes(dictionary, page)] : page.map(plain)),
    ]);
    const encoding = dictionary ? PLAIN_DICTIONARY : PLAIN;
    await pages.add(DATA_PAGE, 5, new ThriftStruct().i32(1, count).i32(2, encoding).i32(3, RLE).i32(4, RLE), body);
    values += count;
    for (const { index } of page) for (const row of index) if (row === -1) nulls++;
  }
  const { all, sizeBytes, uncompressedBytes } = pages;
  const encodings = [dictionary ? PLAIN_DICTIONARY : PLAIN, RLE];
  return { pages: all, encodings, sizeBytes, uncompressedBytes, dictionaryPageBytes, values, nulls };
}

class Pages {
  readonly all: Uint8Array[] = [];
  sizeBytes = 0;
  uncompressedBytes = 0;
  readonly #codec: Codec;

  constructor(codec: Codec) {
    this.#codec = codec;
  }

  /** `id`: of the field for that type's header. */
  async add(type: number, id: number, own: ThriftStruct, body: Uint8Array): Promise<void> {
    const compressed = await compressors[this.#codec](body);
    const header = new ThriftStruct().i32(1, type).i32(2, body.length).i32(3, compressed.length).struct(id, own);
    const head = header.finish();
    this.all.push(head, compressed);
    this.sizeBytes += head.length + compressed.length;
    this.uncompressedBytes += head.length + body.length;
  }
}

/** Parts together until they have enough values for a page. */
function* paged(parts: readonly LeafValues[]): Generator<LeafValues[]> {
  let page: LeafValues[] = [];
  let values = 0;
  for (const part of parts) {
    page.push(part);
    values += part.index.length;
    if (values < PAGE_VALUES_MIN) continue;
    yield page;
    [page, values] = [[], 0];
  }
  if (page.length > 0) yield page;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

const timesOf = ({ vector }: LeafValues): TimestampVector => {
  if (vector.kind !== "timestamp") throw new Error(`a ${vector.kind} is no timestamp`);
  return vector;
};

function plain(values: LeafValues): Uint8Array {
  const { seconds, nanos } = timesOf(values);
  const rows = values.index.includes(-1) ? values.index.filter((row) => row !== -1) : values.index;
  const out = new DataView(new ArrayBuffer(rows.length * INT96_BYTES));
  for (let at = 0; at < rows.length; at++) put(out, at, seconds[rows[at]!]!, nanos[rows[at]!]!);
  return new Uint8Array(out.buffer);
}

function put(out: DataView, at: number, seconds: number, nanos: number): void {
  const day = Math.floor(seconds / DAY_SECONDS);
  const ofDay = (seconds - day * DAY_SECONDS) * 1_000_000_000 + nanos;
  const high = Math.floor(ofDay / 2 ** 32);
  out.setUint32(at * INT96_BYTES, ofDay - high * 2 ** 32, true);
  out.setUint32(at * INT96_BYTES + 4, high, true);
  out.setInt32(at * INT96_BYTES + 8, day + JULIAN_DAY_OF_1970, true);
}

interface Dictionary {
  readonly size: number;
  readonly bytes: Uint8Array;
  /** Of each part's values, without NULLs. */
  readonly places: ReadonlyMap<LeafValues, Int32Array>;
}

/** Undefined when there are too many different ones, none, or one that is no safe number of microseconds. */
function dictionaryOf(parts: readonly LeafValues[]): Dictionary | undefined {
  const known = new Map<number, number>();
  const places = new Map<LeafValues, Int32Array>();
  let [last, lastPlace] = [Number.NaN, -1];
  for (const values of parts) {
    const { seconds, nanos } = timesOf(values);
    const found = new Int32Array(values.index.length);
    let count = 0;
    for (const row of values.index) {
      if (row === -1) continue;
      const micros = seconds[row]! * 1_000_000 + Math.floor(nanos[row]! / 1000);
      if (micros !== last) {
        lastPlace = known.get(micros) ?? known.size;
        if (lastPlace === known.size) {
          if (lastPlace === DICTIONARY_MAX || !Number.isSafeInteger(micros)) return undefined;
          known.set(micros, lastPlace);
        }
        last = micros;
      }
      found[count++] = lastPlace;
    }
    places.set(values, found.subarray(0, count));
  }
  return known.size === 0 ? undefined : { size: known.size, bytes: dictionaryBytes([...known.keys()]), places };
}

function dictionaryBytes(micros: readonly number[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(micros.length * INT96_BYTES));
  for (const [at, time] of micros.entries()) {
    const seconds = Math.floor(time / 1_000_000);
    put(out, at, seconds, (time - seconds * 1_000_000) * 1000);
  }
  return new Uint8Array(out.buffer);
}

function indexes({ size, places }: Dictionary, page: readonly LeafValues[]): Uint8Array {
  const own = page.map((values) => places.get(values)!);
  const all = new Int32Array(own.reduce((sum, { length }) => sum + length, 0));
  let to = 0;
  for (const some of own) {
    all.set(some, to);
    to += some.length;
  }
  const width = Math.max(1, widthOf(size - 1));
  return Buffer.concat([Uint8Array.of(width), hybrid(all, width)]);
}
