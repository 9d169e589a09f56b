// The bytes of one stream of a stripe, decompressed chunk by chunk as they are read.
import { CHUNK_HEADER_BYTES, decompress, type Compression } from "./codec.ts";
import { corrupt } from "./errors.ts";

export class InStream {
  readonly #bytes: Uint8Array;
  readonly #compression: Compression;
  readonly #blockBytes: number;
  /** Where the next chunk's header stands. */
  #next = 0;
  #chunk: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array, compression: Compression, blockBytes: number) {
    this.#bytes = bytes;
    this.#compression = compression;
    this.#blockBytes = blockBytes;
    this.#chunk = compression === "none" ? bytes : EMPTY;
    if (compression === "none") this.#next = bytes.length;
  }

  atEnd(): boolean {
    while (this.#at === this.#chunk.length) {
      if (this.#next === this.#bytes.length) return true;
      this.#load();
    }
    return false;
  }

  byte(): number {
    if (this.#at === this.#chunk.length && this.atEnd()) throw ended();
    return this.#chunk[this.#at++]!;
  }

  /** The next bytes; valid until the next call when they are a view, so read at once. */
  take(length: number): Uint8Array {
    if (length <= this.#chunk.length - this.#at) {
      const at = this.#at;
      this.#at += length;
      return this.#chunk.subarray(at, this.#at);
    }
    const parts: Uint8Array[] = [];
    for (let missing = length; missing > 0;) {
      if (this.atEnd()) throw ended();
      const part = this.#chunk.subarray(this.#at, this.#at + missing);
      this.#at += part.length;
      missing -= part.length;
      parts.push(part);
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /** What is left of the chunk that is open. */
  rest(): Uint8Array {
    const rest = this.#chunk.subarray(this.#at);
    this.#at = this.#chunk.length;
    return rest;
  }

  /** An unsigned varint: a number below 2^49, otherwise a bigint of 64 bits at most. */
  varint(): number | bigint {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 7; count++) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
    return BigInt.asUintN(64, this.longVarint(BigInt(value), 49n, 70n));
  }

  /** The rest of a varint whose lower bits are known. */
  longVarint(low: bigint, from: bigint, to: bigint): bigint {
    let value = low;
    for (let shift = from; shift < to; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw corrupt("a number does not end");
  }

  #load(): void {
    const at = this.#next;
    if (at + CHUNK_HEADER_BYTES > this.#bytes.length) throw ended();
    const header = this.#bytes[at]! | (this.#bytes[at + 1]! << 8) | (this.#bytes[at + 2]! << 16);
    const start = at + CHUNK_HEADER_BYTES;
    const end = start + (header >> 1);
    if (end > this.#bytes.length) throw ended();
    const chunk = this.#bytes.subarray(start, end);
    this.#next = end;
    this.#at = 0;
    this.#chunk = (header & 1) === 1 ? chunk : decompress(this.#compression, chunk, this.#blockBytes);
  }
}

const EMPTY = new Uint8Array(0);
const ended = () => corrupt("a stream ends too early");

/** The whole of a small stream. Errors: EngineError `corrupt` when it is larger than `sizeMax`. */
export function wholeStream(
  bytes: Uint8Array,
  compression: Compression,
  blockBytes: number,
  sizeMax: number,
): Uint8Array {
  if (compression === "none") return bytes;
  const stream = new InStream(bytes, compression, blockBytes);
  const parts: Uint8Array[] = [];
  let size = 0;
  while (!stream.atEnd()) {
    const part = stream.rest();
    size += part.length;
    if (size > sizeMax) throw corrupt("its metadata is too large");
    parts.push(part);
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}
