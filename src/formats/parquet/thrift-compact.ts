// Reads Thrift's compact protocol, the encoding of Parquet's metadata.

/** Type codes of fields and list elements. Documented: Thrift compact protocol specification. */
export const THRIFT = {
  stop: 0,
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
} as const;

export interface ThriftField {
  readonly id: number;
  readonly type: number;
}

const NESTING_MAX = 32;

/** A cursor over the bytes. Everything throws RangeError where the bytes end or make no sense. */
export class ThriftReader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bytes read so far. */
  get offset(): number {
    return this.#offset;
  }

  /** Calls `read` for every field of a struct, until it returns `"stop"`; what `read` leaves it skips (by returning `"skip"`). */
  struct(read: (field: ThriftField) => "read" | "skip" | "stop"): void {
    let id = 0;
    for (;;) {
      const head = this.#byte();
      if (head === THRIFT.stop) return;
      const delta = head >> 4;
      const type = head & 15;
      id = delta === 0 ? this.int() : id + delta;
      const outcome = read({ id, type });
      if (outcome === "stop") return;
      if (outcome === "skip") this.skip(type);
    }
  }

  /** Calls `read` for every element. */
  list(read: (elementType: number) => void): void {
    const head = this.#byte();
    const count = head >> 4 === 15 ? this.#varint() : BigInt(head >> 4);
    if (count > BigInt(this.#bytes.length)) throw new RangeError("a list longer than the bytes that hold it");
    for (let index = 0n; index < count; index++) read(head & 15);
  }

  /** A signed byte, which the protocol does not zigzag. */
  byte(): number {
    return (this.#byte() << 24) >> 24;
  }

  int(): number {
    return Number(this.long());
  }

  long(): bigint {
    const zigzag = this.#varint();
    return (zigzag >> 1n) ^ -(zigzag & 1n);
  }

  text(): string {
    return new TextDecoder().decode(this.binary());
  }

  binary(): Uint8Array {
    return this.#take(Number(this.#varint()));
  }

  /** Eight bytes as they stand. */
  double(): Uint8Array {
    return this.#take(8);
  }

  skip(type: number, depth = 0): void {
    if (depth > NESTING_MAX) throw new RangeError("nested too deep");
    switch (type) {
      case THRIFT.true:
      case THRIFT.false:
        return;
      case THRIFT.byte:
        this.#take(1);
        return;
      case THRIFT.i16:
      case THRIFT.i32:
      case THRIFT.i64:
        this.#varint();
        return;
      case THRIFT.double:
        this.#take(8);
        return;
      case THRIFT.binary:
        this.#take(Number(this.#varint()));
        return;
      case THRIFT.list:
      case THRIFT.set:
        this.list((element) => this.#skipElement(element, depth));
        return;
      case THRIFT.map:
        this.#skipMap(depth);
        return;
      case THRIFT.struct:
        this.struct((field) => {
          this.skip(field.type, depth + 1);
          return "read";
        });
        return;
      default:
        throw new RangeError(`type ${type} is none of Thrift's`);
    }
  }

  /** A boolean takes a byte within a collection; as a field it stands in the field's head. */
  #skipElement(type: number, depth: number): void {
    if (type === THRIFT.true || type === THRIFT.false) this.#take(1);
    else this.skip(type, depth + 1);
  }

  #skipMap(depth: number): void {
    const count = this.#varint();
    if (count === 0n) return;
    const types = this.#byte();
    if (count > BigInt(this.#bytes.length)) throw new RangeError("a map longer than the bytes that hold it");
    for (let index = 0n; index < count; index++) {
      this.#skipElement(types >> 4, depth);
      this.#skipElement(types & 15, depth);
    }
  }

  #byte(): number {
    return this.#take(1)[0]!;
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new RangeError("a number of more than 64 bits");
  }

  #take(count: number): Uint8Array {
    const end = this.#offset + count;
    if (end > this.#bytes.length) throw new RangeError("the bytes end early");
    const taken = this.#bytes.subarray(this.#offset, end);
    this.#offset = end;
    return taken;
  }
}
