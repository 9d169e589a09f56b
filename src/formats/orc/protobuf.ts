// Protocol buffers as ORC's metadata uses them: varints, doubles and length-delimited fields.
import { corrupt } from "./errors.ts";

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;
const VARINT_BYTES_MAX = 10;

/** A field's number and its value, read by the method that fits its type. */
export class ProtoReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #wire = VARINT;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Calls `read` with each field's number; a field that `read` does not take with one call of a method below is skipped. */
  fields(read: (field: number) => void): void {
    while (this.#at < this.#bytes.length) {
      const tag = Number(this.#varint());
      this.#wire = tag & 7;
      const before = this.#at;
      read(Math.floor(tag / 8));
      if (this.#at === before) this.#skip();
    }
  }

  bigint(): bigint {
    this.#expect(VARINT);
    return this.#varint();
  }

  /** A whole number up to 2^53. */
  int(): number {
    const value = this.bigint();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw corrupt("a number of its metadata is out of range");
    return Number(value);
  }

  /** sint64. */
  signed(): bigint {
    const value = this.bigint();
    return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
  }

  /** int64, int32: negative numbers take ten bytes. */
  twosComplement(): bigint {
    return BigInt.asIntN(64, this.bigint());
  }

  double(): number {
    this.#expect(FIXED64);
    const at = this.#take(8);
    return new DataView(this.#bytes.buffer, this.#bytes.byteOffset + at, 8).getFloat64(0, true);
  }

  bytes(): Uint8Array {
    this.#expect(DELIMITED);
    const length = Number(this.#varint());
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  text(): string {
    return new TextDecoder().decode(this.bytes());
  }

  message(): ProtoReader {
    return new ProtoReader(this.bytes());
  }

  /** A repeated number: packed, or one of the unpacked ones. */
  ints(into: number[]): void {
    if (this.#wire !== DELIMITED) {
      into.push(this.int());
      return;
    }
    const packed = this.message();
    while (packed.#at < packed.#bytes.length) into.push(packed.int());
  }

  #expect(wire: number): void {
    if (this.#wire !== wire) throw corrupt("a field of its metadata has another type");
  }

  #varint(): bigint {
    let low = 0;
    let scale = 1;
    for (let count = 0; count < VARINT_BYTES_MAX; count++) {
      const byte = this.#bytes[this.#take(1)]!;
      if (count >= 7) return this.#longVarint(BigInt(low), byte, BigInt(count * 7));
      low += (byte & 127) * scale;
      if (byte < 128) return BigInt(low);
      scale *= 128;
    }
    throw corrupt("a number of its metadata does not end");
  }

  #longVarint(low: bigint, first: number, firstShift: bigint): bigint {
    let value = low;
    let byte = first;
    for (let shift = firstShift; shift < 70n; shift += 7n) {
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
      byte = this.#bytes[this.#take(1)]!;
    }
    throw corrupt("a number of its metadata does not end");
  }

  #take(length: number): number {
    const at = this.#at;
    if (length > this.#bytes.length - at) throw corrupt("its metadata ends too early");
    this.#at = at + length;
    return at;
  }

  #skip(): void {
    if (this.#wire === VARINT) this.#varint();
    else if (this.#wire === DELIMITED) this.bytes();
    else if (this.#wire === FIXED64) this.#take(8);
    else if (this.#wire === FIXED32) this.#take(4);
    else throw corrupt("a field of its metadata has an unknown type");
  }
}

/** Writes fields in the order of the calls. */
export class ProtoWriter {
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  int(field: number, value: number | bigint): this {
    return this.#varint(BigInt(field * 8 + VARINT)).#varint(BigInt.asUintN(64, BigInt(value)));
  }

  /** sint64. */
  signed(field: number, value: bigint): this {
    return this.int(field, (value << 1n) ^ (value >> 63n));
  }

  double(field: number, value: number): this {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    return this.#varint(BigInt(field * 8 + FIXED64)).#add(bytes);
  }

  bytes(field: number, value: Uint8Array): this {
    return this.#varint(BigInt(field * 8 + DELIMITED))
      .#varint(BigInt(value.length))
      .#add(value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value));
  }

  message(field: number, value: ProtoWriter): this {
    return this.bytes(field, value.finish());
  }

  packed(field: number, values: readonly number[]): this {
    const inner = new ProtoWriter();
    for (const value of values) inner.#varint(BigInt(value));
    return values.length === 0 ? this : this.bytes(field, inner.finish());
  }

  finish(): Uint8Array {
    return Buffer.concat(this.#parts, this.#size);
  }

  #varint(value: bigint): this {
    const bytes: number[] = [];
    let rest = value;
    while (rest > 127n) {
      bytes.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    bytes.push(Number(rest));
    return this.#add(Uint8Array.from(bytes));
  }

  #add(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    this.#size += bytes.length;
    return this;
  }
}
