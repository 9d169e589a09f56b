// BZIP2, block by block: node has no decoder of it.
import { notCompressed, truncatedInput } from "./errors.ts";

/** A compressed block is never as long as this. */
const BLOCK_COMPRESSED_MAX_BYTES = 2 * 1024 * 1024;
const BLOCK_UNIT_BYTES = 100_000;
const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;
const GROUP_SIZE = 50;
const CODE_LENGTH_MAX = 20;

class BitReader {
  #bytes = Buffer.alloc(0);
  #bit = 0;

  get availableBytes(): number {
    return this.#bytes.length - Math.ceil(this.#bit / 8);
  }

  add(chunk: Uint8Array): void {
    const used = this.#bit >> 3;
    this.#bytes = Buffer.concat([this.#bytes.subarray(used), chunk]);
    this.#bit -= used * 8;
  }

  /** At most 24 bits. Errors: TruncatedInput. */
  bits(count: number): number {
    const at = this.#bit >> 3;
    if (this.#bit + count > this.#bytes.length * 8) throw truncatedInput();
    const byte = (offset: number): number => this.#bytes[at + offset] ?? 0;
    const word = ((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)) >>> 0;
    const value = count === 0 ? 0 : ((word << (this.#bit & 7)) >>> 0) >>> (32 - count);
    this.#bit += count;
    return value;
  }

  align(): void {
    this.#bit = (this.#bit + 7) & ~7;
  }
}

/** Errors: InvalidCompressionFormat, TruncatedInput. */
export async function* bunzip2(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = new BitReader();
  const chunks = source[Symbol.asyncIterator]();
  let ended = false;
  const fill = async (): Promise<void> => {
    const taken: Uint8Array[] = [];
    let size = reader.availableBytes;
    while (!ended && size < BLOCK_COMPRESSED_MAX_BYTES) {
      const next = await chunks.next();
      ended = next.done === true;
      if (next.done === true) break;
      taken.push(next.value);
      size += next.value.length;
    }
    if (taken.length > 0) reader.add(Buffer.concat(taken));
  };
  try {
    for (let first = true; ; first = false) {
      await fill();
      if (!first && reader.availableBytes === 0) return;
      yield* blocks(reader, fill);
      reader.align();
    }
  } finally {
    await chunks.return?.();
  }
}

/** Of one stream; files may have several. */
async function* blocks(reader: BitReader, fill: () => Promise<void>): AsyncIterable<Uint8Array> {
  if (reader.availableBytes < 4 || reader.bits(24) !== 0x425a68) throw notCompressed("BZIP2");
  const level = reader.bits(8) - 0x30;
  if (level < 1 || level > 9) throw notCompressed("BZIP2");
  for (;;) {
    await fill();
    const magic = reader.bits(24) * 2 ** 24 + reader.bits(24);
    const crc = reader.bits(16) * 2 ** 16 + reader.bits(16);
    if (magic === END_MAGIC) return;
    if (magic !== BLOCK_MAGIC) throw truncatedInput();
    const block = readBlock(reader, level * BLOCK_UNIT_BYTES);
    if (crcOf(block) !== crc) throw truncatedInput();
    yield block;
  }
}

function readBlock(reader: BitReader, sizeMax: number): Buffer {
  if (reader.bits(1) === 1) throw truncatedInput(); // randomised blocks have not been written since 1997
  const origin = reader.bits(24);
  const symbols = usedBytes(reader);
  const groups = reader.bits(3);
  const selectors = readSelectors(reader, groups);
  const tables = Array.from({ length: groups }, () => readTable(reader, symbols.length + 2));
  const transformed = readSymbols(reader, symbols, selectors, tables, sizeMax);
  if (origin >= transformed.length) throw truncatedInput();
  return expanded(untransformed(transformed, origin));
}

function usedBytes(reader: BitReader): number[] {
  const ranges = reader.bits(16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >> range)) === 0) continue;
    const bits = reader.bits(16);
    for (let at = 0; at < 16; at++) if (bits & (0x8000 >> at)) used.push(range * 16 + at);
  }
  return used;
}

function readSelectors(reader: BitReader, groups: number): number[] {
  const count = reader.bits(15);
  const order = Array.from({ length: groups }, (_, at) => at);
  return Array.from({ length: count }, () => {
    let at = 0;
    while (reader.bits(1) === 1) if (++at >= groups) throw truncatedInput();
    return toFront(order, at);
  });
}

function toFront(order: number[], at: number): number {
  const [value] = order.splice(at, 1);
  if (value === undefined) throw truncatedInput();
  order.unshift(value);
  return value;
}

/** Canonical Huffman codes: for each length the first code, and where its symbols stand. */
interface Table {
  readonly first: Int32Array;
  readonly counts: Int32Array;
  readonly offsets: Int32Array;
  readonly sorted: readonly number[];
}

function readTable(reader: BitReader, size: number): Table {
  let length = reader.bits(5);
  const lengths = Array.from({ length: size }, () => {
    while (reader.bits(1) === 1) length += reader.bits(1) === 1 ? -1 : 1;
    if (length < 1 || length > CODE_LENGTH_MAX) throw truncatedInput();
    return length;
  });
  const counts = new Int32Array(CODE_LENGTH_MAX + 2);
  for (const one of lengths) counts[one] = (counts[one] ?? 0) + 1;
  const [first, offsets] = [new Int32Array(CODE_LENGTH_MAX + 2), new Int32Array(CODE_LENGTH_MAX + 2)];
  for (let bits = 1; bits <= CODE_LENGTH_MAX; bits++) {
    first[bits + 1] = ((first[bits] ?? 0) + (counts[bits] ?? 0)) << 1;
    offsets[bits + 1] = (offsets[bits] ?? 0) + (counts[bits] ?? 0);
  }
  const sorted = lengths.map((_, symbol) => symbol).toSorted((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  return { first, counts, offsets, sorted };
}

function symbolOf(reader: BitReader, { first, counts, offsets, sorted }: Table): number {
  let code = 0;
  for (let bits = 1; bits <= CODE_LENGTH_MAX; bits++) {
    code = (code << 1) | reader.bits(1);
    const at = code - (first[bits] ?? 0);
    if (at >= 0 && at < (counts[bits] ?? 0)) return sorted[(offsets[bits] ?? 0) + at] ?? 0;
  }
  throw truncatedInput();
}

/** Run lengths of the first symbol, and moves to the front. */
function readSymbols(
  reader: BitReader,
  used: readonly number[],
  selectors: readonly number[],
  tables: readonly Table[],
  sizeMax: number,
): Buffer {
  const out = Buffer.allocUnsafe(sizeMax);
  const order = [...used];
  let [size, run, runBit, read] = [0, 0, 1, 0];
  for (;;) {
    const table = tables[selectors[Math.floor(read++ / GROUP_SIZE)] ?? -1];
    if (table === undefined) throw truncatedInput();
    const symbol = symbolOf(reader, table);
    if (symbol <= 1) {
      run += runBit << symbol;
      runBit <<= 1;
      if (run > sizeMax) throw truncatedInput();
      continue;
    }
    if (size + run > sizeMax) throw truncatedInput();
    if (run > 0) out.fill(order[0] ?? 0, size, size + run);
    size += run;
    [run, runBit] = [0, 1];
    if (symbol > used.length) return out.subarray(0, size);
    if (size >= sizeMax) throw truncatedInput();
    out[size++] = toFront(order, symbol - 1);
  }
}

/** Undoes the Burrows-Wheeler transform. */
function untransformed(last: Buffer, origin: number): Buffer {
  const starts = new Int32Array(257);
  for (const byte of last) starts[byte + 1] = (starts[byte + 1] ?? 0) + 1;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] = (starts[byte + 1] ?? 0) + (starts[byte] ?? 0);
  const next = new Int32Array(last.length);
  for (let at = 0; at < last.length; at++) {
    const byte = last[at] ?? 0;
    const place = starts[byte] ?? 0;
    next[place] = at;
    starts[byte] = place + 1;
  }
  const out = Buffer.allocUnsafe(last.length);
  for (let at = next[origin] ?? 0, to = 0; to < out.length; to++, at = next[at] ?? 0) out[to] = last[at] ?? 0;
  return out;
}

/** Four equal bytes are followed by how many more there are. */
function expanded(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let [start, equal] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    equal = at > start && bytes[at] === bytes[at - 1] ? equal + 1 : 1;
    if (equal < 4) continue;
    pieces.push(bytes.subarray(start, at + 1), Buffer.alloc(bytes[at + 1] ?? 0, bytes[at]));
    start = at + 2;
    at++;
    equal = 0;
  }
  pieces.push(bytes.subarray(start));
  return Buffer.concat(pieces);
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});

/** The CRC-32 of BZIP2, whose bits go the other way round. */
function crcOf(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ byte] ?? 0);
  return ~crc >>> 0;
}
