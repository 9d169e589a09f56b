// Where JSON with blobs in it is written: one buffer that grows, into which texts and base64 go without being joined first.
import { formatBase64 } from "./scalars.ts";

const START_BYTES = 4096;
/** So much is set aside for what is expected; memory that is not written to costs nothing. */
const EXPECTED_SLACK = 1.05;
const EXPECTED_BYTES_MAX = 16 * 1024 * 1024;

export class ByteSink {
  #buffer = Buffer.allocUnsafe(START_BYTES);
  #length = 0;
  #isAscii = true;

  /** In bytes. */
  get length(): number {
    return this.#length;
  }

  /** The next text may be more than ASCII. */
  notAscii(): void {
    this.#isAscii = false;
  }

  text(text: string): void {
    if (this.#isAscii) return this.#ascii(text);
    this.#isAscii = true;
    this.#room(Buffer.byteLength(text));
    this.#length += this.#buffer.write(text, this.#length, "utf8");
  }

  base64(value: unknown): void {
    this.#ascii(formatBase64(value));
  }

  /** About so many more bytes will come: sets aside a little more than that. */
  expect(bytes: number): void {
    const capacity = this.#length + Math.min(Math.ceil(bytes * EXPECTED_SLACK), EXPECTED_BYTES_MAX);
    if (capacity > this.#buffer.byteLength) this.#grow(capacity);
  }

  finish(): Uint8Array {
    const written = this.#buffer.subarray(0, this.#length);
    return this.#length * 2 < this.#buffer.byteLength ? Buffer.from(written) : written;
  }

  #ascii(text: string): void {
    this.#room(text.length);
    this.#length += this.#buffer.write(text, this.#length, "latin1");
  }

  #room(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed > this.#buffer.byteLength) this.#grow(Math.max(needed, this.#buffer.byteLength * 2));
  }

  #grow(capacity: number): void {
    const grown = Buffer.allocUnsafe(capacity);
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}
