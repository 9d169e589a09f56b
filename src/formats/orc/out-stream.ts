// The bytes of one stream of a stripe while it is written, and their chunks when it is finished.
import { CHUNK_HEADER_BYTES, compress, type Compression, type CompressionStrategy } from "./codec.ts";

const FIRST_BYTES = 1024;
const COMPRESSIONS_AT_ONCE = 4;

export class OutStream {
  #bytes: Uint8Array = new Uint8Array(FIRST_BYTES);
  size = 0;

  byte(value: number): void {
    if (this.size === this.#bytes.length) this.#grow(1);
    this.#bytes[this.size++] = value;
  }

  write(bytes: Uint8Array): void {
    this.#bytes = this.room(bytes.length);
    this.#bytes.set(bytes, this.size);
    this.size += bytes.length;
  }

  /** The buffer with space for `length` bytes at `size`, zeros; add what is used of it to `size`. */
  room(length: number): Uint8Array {
    if (this.#bytes.length - this.size < length) this.#grow(length);
    return this.#bytes;
  }

  /** An unsigned varint. */
  varint(value: number | bigint): void {
    let rest = value;
    if (typeof rest === "bigint") {
      for (; rest > 0x7f_ff_ff_ffn; rest >>= 7n) this.byte(Number(rest & 127n) | 128);
      rest = Number(rest);
    }
    for (; rest > 0x7f_ff_ff_ff; rest = Math.floor(rest / 128)) this.byte((rest % 128) | 128);
    for (; rest > 127; rest >>>= 7) this.byte((rest & 127) | 128);
    this.byte(rest);
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.size);
  }

  #grow(length: number): void {
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.size + length));
    grown.set(this.bytes);
    this.#bytes = grown;
  }
}

/** A stream as it stands in the file. */
export interface Packed {
  readonly parts: readonly Uint8Array[];
  readonly sizeBytes: number;
  /** What a row index says of a place, which is given by its offset in the bytes before compression. */
  position(offset: number): readonly number[];
}

export interface Packing {
  readonly compression: Compression;
  readonly strategy: CompressionStrategy;
  readonly blockBytes: number;
}

export async function packed(bytes: Uint8Array, { compression, strategy, blockBytes }: Packing): Promise<Packed> {
  if (compression === "none") return { parts: [bytes], sizeBytes: bytes.length, position: (offset) => [offset] };
  const count = Math.ceil(bytes.length / blockBytes);
  const parts: Uint8Array[] = [];
  const starts: number[] = [];
  let sizeBytes = 0;
  for (let first = 0; first < count; first += COMPRESSIONS_AT_ONCE) {
    const chunks = Array.from({ length: Math.min(COMPRESSIONS_AT_ONCE, count - first) }, (_, at) =>
      bytes.subarray((first + at) * blockBytes, (first + at + 1) * blockBytes),
    );
    const done = await Promise.all(chunks.map((chunk) => compress(compression, chunk, strategy)));
    done.forEach((smaller, at) => {
      const part = smaller ?? chunks[at]!;
      const header = part.length * 2 + (smaller ? 0 : 1);
      starts.push(sizeBytes);
      parts.push(Uint8Array.of(header & 255, (header >> 8) & 255, header >> 16), part);
      sizeBytes += CHUNK_HEADER_BYTES + part.length;
    });
  }
  return {
    parts,
    sizeBytes,
    position: (offset) => {
      const chunk = Math.floor(offset / blockBytes);
      return [starts[chunk] ?? sizeBytes, offset - chunk * blockBytes];
    },
  };
}
