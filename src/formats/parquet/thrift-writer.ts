// Writes Thrift's compact protocol, the encoding of Parquet's metadata.
import { THRIFT } from "./thrift-compact.ts";

/** A struct; fields are written in ascending order of their ids. */
export class ThriftStruct {
  readonly #bytes: number[] = [];
  #last = 0;

  i32(id: number, value: number): this {
    return this.#head(id, THRIFT.i32).#varint(zigzag(value));
  }

  i64(id: number, value: number): this {
    return this.#head(id, THRIFT.i64).#varint(zigzag(value));
  }

  text(id: number, value: string): this {
    return this.#head(id, THRIFT.binary).#text(value);
  }

  struct(id: number, value: ThriftStruct): this {
    return this.#head(id, THRIFT.struct).#append(value.finish());
  }

  structs(id: number, values: readonly ThriftStruct[]): this {
    this.#head(id, THRIFT.list).#size(values.length, THRIFT.struct);
    for (const value of values) this.#append(value.finish());
    return this;
  }

  i32s(id: number, values: readonly number[]): this {
    this.#head(id, THRIFT.list).#size(values.length, THRIFT.i32);
    for (const value of values) this.#varint(zigzag(value));
    return this;
  }

  texts(id: number, values: readonly string[]): this {
    this.#head(id, THRIFT.list).#size(values.length, THRIFT.binary);
    for (const value of values) this.#text(value);
    return this;
  }

  finish(): Uint8Array {
    return Uint8Array.from([...this.#bytes, THRIFT.stop]);
  }

  #head(id: number, type: number): this {
    this.#bytes.push(((id - this.#last) << 4) | type);
    this.#last = id;
    return this;
  }

  #size(count: number, type: number): this {
    if (count < 15) this.#bytes.push((count << 4) | type);
    else {
      this.#bytes.push(0xf0 | type);
      this.#varint(count);
    }
    return this;
  }

  #text(value: string): this {
    const bytes = Buffer.from(value);
    return this.#varint(bytes.length).#append(bytes);
  }

  #varint(value: number): this {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#bytes.push((rest % 128) | 128);
    this.#bytes.push(rest);
    return this;
  }

  #append(bytes: Uint8Array): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }
}

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
