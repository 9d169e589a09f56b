// Byte and boolean run lengths, read.
import type { InStream } from "./in-stream.ts";

/** Runs of one byte (3 to 130), or up to 128 literal bytes. */
export class ByteDecoder {
  readonly #stream: InStream;
  #left = 0;
  #literal = false;
  #value = 0;

  constructor(stream: InStream) {
    this.#stream = stream;
  }

  next(): number {
    if (this.#left === 0) this.#run();
    this.#left--;
    return this.#literal ? this.#stream.byte() : this.#value;
  }

  read(out: Uint8Array | Int32Array, count: number): void {
    for (let at = 0; at < count;) {
      if (this.#left === 0) this.#run();
      const length = Math.min(this.#left, count - at);
      if (this.#literal) out.set(this.#stream.take(length), at);
      else out.fill(this.#value, at, at + length);
      this.#left -= length;
      at += length;
    }
  }

  #run(): void {
    const header = this.#stream.byte();
    this.#literal = header >= 128;
    this.#left = this.#literal ? 256 - header : header + 3;
    if (!this.#literal) this.#value = this.#stream.byte();
  }
}

/** Bits, the highest of each byte first. */
export class BooleanDecoder {
  readonly #bytes: ByteDecoder;
  #byte = 0;
  #bits = 0;

  constructor(stream: InStream) {
    this.#bytes = new ByteDecoder(stream);
  }

  /** Writes 0 or 1 a value and returns how many are 1. */
  read(out: Uint8Array, count: number): number {
    let ones = 0;
    for (let at = 0; at < count; at++) {
      if (this.#bits === 0) {
        this.#byte = this.#bytes.next();
        this.#bits = 8;
      }
      const bit = (this.#byte >> --this.#bits) & 1;
      out[at] = bit;
      ones += bit;
    }
    return ones;
  }
}
