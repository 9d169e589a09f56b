// Writes CBOR items one after another into a growing buffer.

const START_BYTES = 1024;
const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6 } as const;

export class CborWriter {
  #buffer = Buffer.allocUnsafe(START_BYTES);
  #length = 0;

  /** Where `count` more bytes go. */
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

  #head(type: number, argument: number): void {
    const initial = type << 5;
    if (argument < 24) this.#buffer[this.#reserve(1)] = initial | argument;
    else if (argument < 0x100) this.#buffer.writeUInt16BE(((initial | 24) << 8) | argument, this.#reserve(2));
    else if (argument < 0x10000) {
      const at = this.#reserve(3);
      this.#buffer[at] = initial | 25;
      this.#buffer.writeUInt16BE(argument, at + 1);
    } else if (argument < 0x1_0000_0000) {
      const at = this.#reserve(5);
      this.#buffer[at] = initial | 26;
      this.#buffer.writeUInt32BE(argument, at + 1);
    } else this.#longHead(type, BigInt(argument));
  }

  #longHead(type: number, argument: bigint): void {
    const at = this.#reserve(9);
    this.#buffer[at] = (type << 5) | 27;
    this.#buffer.writeBigUInt64BE(argument, at + 1);
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
    const at = this.#reserve(9);
    this.#buffer[at] = 0xfb;
    this.#buffer.writeDoubleBE(value, at + 1);
  }

  text(text: string): void {
    const length = Buffer.byteLength(text);
    this.#head(major.text, length);
    this.#buffer.write(text, this.#reserve(length), "utf8");
  }

  bytes(bytes: Uint8Array): void {
    this.#head(major.bytes, bytes.byteLength);
    this.#buffer.set(bytes, this.#reserve(bytes.byteLength));
  }

  boolean(value: boolean): void {
    this.#buffer[this.#reserve(1)] = value ? 0xf5 : 0xf4;
  }

  null(): void {
    this.#buffer[this.#reserve(1)] = 0xf6;
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
