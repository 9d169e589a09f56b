// Writes CBOR items one after another into a growing buffer.

const START_BYTES = 1024;
const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6 } as const;

export class CborWriter {
  #buffer = Buffer.allocUnsafe(START_BYTES);
  #length = 0;

  /** Where `count` more bytes go. It may move the buffer: call it before touching that. */
  #reserve(count: number): number {
    const start = this.#length;
    if (start + count > this.#buffer.byteLength) {
      const grown = Buffer.allocUnsafe(Math.max(this.#buffer.byteLength * 2, start + count));
      this.#buffer.copy(grown, 0, 0, start);
      this.#buffer = grown;
    }
    this.#length = start + count;
    return start;
  }

  #byte(byte: number): void {
    const at = this.#reserve(1);
    this.#buffer[at] = byte;
  }

  #head(type: number, argument: number): void {
    const initial = type << 5;
    if (argument < 24) this.#byte(initial | argument);
    else if (argument < 0x100) {
      this.#byte(initial | 24);
      this.#byte(argument);
    } else if (argument < 0x10000) {
      this.#byte(initial | 25);
      const at = this.#reserve(2);
      this.#buffer.writeUInt16BE(argument, at);
    } else if (argument < 0x1_0000_0000) {
      this.#byte(initial | 26);
      const at = this.#reserve(4);
      this.#buffer.writeUInt32BE(argument, at);
    } else this.#longHead(type, BigInt(argument));
  }

  #longHead(type: number, argument: bigint): void {
    this.#byte((type << 5) | 27);
    const at = this.#reserve(8);
    this.#buffer.writeBigUInt64BE(argument, at);
  }

  /** An integer where it is one, a double otherwise. */
  number(value: number | bigint): void {
    if (typeof value === "bigint") {
      if (value >= 0n) this.#longHead(major.unsigned, value);
      else this.#longHead(major.negative, -1n - value);
    } else if (!Number.isSafeInteger(value) || Object.is(value, -0)) this.double(value);
    else if (value >= 0) this.#head(major.unsigned, value);
    else this.#head(major.negative, -1 - value);
  }

  double(value: number): void {
    this.#byte(0xfb);
    const at = this.#reserve(8);
    this.#buffer.writeDoubleBE(value, at);
  }

  text(text: string): void {
    const length = Buffer.byteLength(text);
    this.#head(major.text, length);
    const at = this.#reserve(length);
    this.#buffer.write(text, at, "utf8");
  }

  bytes(bytes: Uint8Array): void {
    this.#head(major.bytes, bytes.byteLength);
    const at = this.#reserve(bytes.byteLength);
    this.#buffer.set(bytes, at);
  }

  boolean(value: boolean): void {
    this.#byte(value ? 0xf5 : 0xf4);
  }

  null(): void {
    this.#byte(0xf6);
  }

  array(length: number): void {
    this.#head(major.array, length);
  }

  map(length: number): void {
    this.#head(major.map, length);
  }

  tag(tag: number): void {
    this.#head(major.tag, tag);
  }

  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }
}
