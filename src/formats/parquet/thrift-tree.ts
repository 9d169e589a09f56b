// A Thrift struct as a tree of fields, for footers that are changed here and there and otherwise stay as they are.
import { THRIFT, ThriftReader } from "./thrift-compact.ts";

/** Whole numbers, bytes (texts and doubles too), lists, structs. A boolean field's value is its type. */
export type ThriftValue = bigint | boolean | Uint8Array | ThriftList | ThriftTree;

export interface ThriftList {
  readonly elementType: number;
  readonly items: readonly ThriftValue[];
}

interface Field {
  readonly type: number;
  readonly value: ThriftValue;
}

const DEPTH_MAX = 32;

export class ThriftTree {
  readonly #fields: Map<number, Field>;

  constructor(fields = new Map<number, Field>()) {
    this.#fields = fields;
  }

  /** Errors: RangeError for bytes that make no sense. */
  static parse(bytes: Uint8Array): ThriftTree {
    return ThriftTree.read(new ThriftReader(bytes));
  }

  static read(reader: ThriftReader): ThriftTree {
    return readStruct(reader, 0);
  }

  has(id: number): boolean {
    return this.#fields.has(id);
  }

  /** Of a whole-number field. Errors: RangeError when it is not there. */
  number(id: number): number {
    const value = this.#fields.get(id)?.value;
    if (typeof value !== "bigint") throw new RangeError(`field ${id} is no number`);
    return Number(value);
  }

  struct(id: number): ThriftTree {
    const value = this.#fields.get(id)?.value;
    if (!(value instanceof ThriftTree)) throw new RangeError(`field ${id} is no struct`);
    return value;
  }

  structs(id: number): readonly ThriftTree[] {
    const value = this.#fields.get(id)?.value;
    const items = value !== undefined && typeof value === "object" && "items" in value ? value.items : [];
    return items.filter((item) => item instanceof ThriftTree);
  }

  i32(id: number, value: number): this {
    return this.#set(id, THRIFT.i32, BigInt(value));
  }

  i64(id: number, value: number): this {
    return this.#set(id, THRIFT.i64, BigInt(value));
  }

  i32s(id: number, values: readonly number[]): this {
    return this.#set(id, THRIFT.list, { elementType: THRIFT.i32, items: values.map(BigInt) });
  }

  nested(id: number, value: ThriftTree): this {
    return this.#set(id, THRIFT.struct, value);
  }

  without(...ids: readonly number[]): this {
    for (const id of ids) this.#fields.delete(id);
    return this;
  }

  bytes(): Uint8Array {
    const out: number[] = [];
    this.#write(out);
    return Uint8Array.from(out);
  }

  #set(id: number, type: number, value: ThriftValue): this {
    this.#fields.set(id, { type, value });
    return this;
  }

  #write(out: number[]): void {
    let last = 0;
    for (const [id, { type, value }] of [...this.#fields].toSorted(([a], [b]) => a - b)) {
      const delta = id - last;
      if (delta < 16) out.push((delta << 4) | type);
      else {
        out.push(type);
        varint(out, zigzag(BigInt(id)));
      }
      if (type !== THRIFT.true && type !== THRIFT.false) ThriftTree.#writeValue(out, type, value);
      last = id;
    }
    out.push(THRIFT.stop);
  }

  static #writeValue(out: number[], type: number, value: ThriftValue): void {
    if (value instanceof ThriftTree) value.#write(out);
    else if (typeof value === "boolean") out.push(value ? THRIFT.true : THRIFT.false);
    else if (typeof value === "bigint") {
      if (type === THRIFT.byte) out.push(Number(value & 255n));
      else varint(out, zigzag(value));
    } else if (value instanceof Uint8Array) {
      if (type !== THRIFT.double) varint(out, BigInt(value.length));
      for (const byte of value) out.push(byte);
    } else {
      const { elementType, items } = value;
      if (items.length < 15) out.push((items.length << 4) | elementType);
      else {
        out.push(0xf0 | elementType);
        varint(out, BigInt(items.length));
      }
      for (const item of items) ThriftTree.#writeValue(out, elementType, item);
    }
  }
}

function readStruct(reader: ThriftReader, depth: number): ThriftTree {
  if (depth > DEPTH_MAX) throw new RangeError("nested too deep");
  const fields = new Map<number, Field>();
  reader.struct(({ id, type }) => {
    const isFlag = type === THRIFT.true || type === THRIFT.false;
    fields.set(id, { type, value: isFlag ? type === THRIFT.true : readValue(reader, type, depth) });
    return "read";
  });
  return new ThriftTree(fields);
}

function readValue(reader: ThriftReader, type: number, depth: number): ThriftValue {
  switch (type) {
    case THRIFT.byte:
      return BigInt(reader.byte());
    case THRIFT.i16:
    case THRIFT.i32:
    case THRIFT.i64:
      return reader.long();
    case THRIFT.double:
      return reader.double();
    case THRIFT.binary:
      return reader.binary();
    case THRIFT.struct:
      return readStruct(reader, depth + 1);
    case THRIFT.list: {
      const items: ThriftValue[] = [];
      let elementType: number = THRIFT.struct;
      reader.list((type) => {
        elementType = type;
        const isFlag = type === THRIFT.true || type === THRIFT.false;
        items.push(isFlag ? reader.byte() === THRIFT.true : readValue(reader, type, depth + 1));
      });
      return { elementType, items };
    }
    default:
      throw new RangeError(`type ${type} does not stand in Parquet's footers`);
  }
}

const zigzag = (value: bigint): bigint => (value << 1n) ^ (value >> 63n);

function varint(out: number[], value: bigint): void {
  let rest = BigInt.asUintN(64, value);
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  out.push(Number(rest));
}
