// The CBOR codec: the strict tree reader with CBOR's leaves, and closures that write by the model.
import type { List, MapShape, Scalar, Shape, Structure } from "../shapes.ts";
import { CborWriter } from "./cbor-encode.ts";
import { cborTag, decodeCbor, Tagged } from "./cbor-decode.ts";
import { DecodeError } from "./decode-error.ts";
import { integerReader, readBoolean, readString } from "./json.ts";
import { objectOf } from "./json-write.ts";
import { booleanOf, dateOf, stringOf } from "./scalars.ts";
import { epochSeconds, fromEpochSeconds, isTimestamp } from "./timestamp.ts";
import { mismatch, readDocument, TreeReaders } from "./tree-read.ts";

/** What timestamps count; AWS's own older CBOR counts milliseconds. */
type EpochUnit = "seconds" | "milliseconds";

export interface CborCodec {
  /** The structure that the bytes hold. Errors: DecodeError. */
  read(structure: Structure, bytes: Uint8Array): object;
  write(structure: Structure, value: object): Uint8Array;
}

export function cborCodec(unit: EpochUnit): CborCodec {
  const perSecond = unit === "seconds" ? 1 : 1000;
  const timestamp = (value: unknown): Date => readTimestamp(value, perSecond);
  const readers = new TreeReaders({
    nameOf: ({ name }) => name,
    scalar: ({ kind }) => (isTimestamp(kind) ? timestamp : cborScalar(kind)),
  });
  const writers = new Writers(perSecond);
  return {
    read(structure, bytes) {
      const value = readers.of(structure)(decodeCbor(bytes), 0);
      if (typeof value !== "object" || value === null) throw new DecodeError();
      return value;
    },
    write(structure, value) {
      const writer = new CborWriter();
      writers.of(structure)(writer, value);
      return writer.finish();
    },
  };
}

const untagged = (value: unknown): unknown => (value instanceof Tagged ? untagged(value.value) : value);

function cborScalar(kind: Scalar["kind"]): (value: unknown) => unknown {
  switch (kind) {
    case "string":
      return readString;
    case "boolean":
      return readBoolean;
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "bigInteger":
      return integerReader(kind);
    case "blob":
    case "stream":
      return (value) => {
        if (!(value instanceof Uint8Array)) throw mismatch(value, "a Blob");
        return value;
      };
    case "document":
      return (value) => readDocument(value);
    default:
      return (value) => {
        if (typeof value !== "number" && typeof value !== "bigint") throw mismatch(value, "a Double");
        return Number(value);
      };
  }
}

/** Tag 1 with a number. */
function readTimestamp(value: unknown, perSecond: number): Date {
  const epoch = value instanceof Tagged && value.tag === cborTag.epoch ? value.value : value;
  if (typeof epoch !== "number" && typeof epoch !== "bigint") throw mismatch(untagged(value), "a Timestamp");
  return fromEpochSeconds(Number(epoch) / perSecond);
}

type Write = (writer: CborWriter, value: unknown) => void;

/** Each shape compiled when it is first met. */
class Writers {
  readonly #perSecond: number;
  readonly #compiled = new WeakMap<Shape, Write>();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  of(shape: Shape): Write {
    let write = this.#compiled.get(shape);
    if (write === undefined) this.#compiled.set(shape, (write = this.#compile(shape)));
    return write;
  }

  #compile(shape: Shape): Write {
    switch (shape.kind) {
      case "structure":
        return structureWriter(shape, this);
      case "list":
        return listWriter(shape, this);
      case "map":
        return mapWriter(shape, this);
      default:
        return isTimestamp(shape.kind) ? this.#timestamp : scalarWriter(shape);
    }
  }

  readonly #timestamp: Write = (writer, value) => {
    writer.tag(cborTag.epoch);
    writer.number(this.#perSecond === 1 ? epochSeconds(dateOf(value)) : dateOf(value).getTime());
  };
}

function scalarWriter({ kind }: Scalar): Write {
  switch (kind) {
    case "string":
      return (writer, value) => writer.text(stringOf(value));
    case "boolean":
      return (writer, value) => writer.boolean(booleanOf(value));
    case "blob":
    case "stream":
      return (writer, value) => {
        if (!(value instanceof Uint8Array)) throw new TypeError("a blob must be a Uint8Array");
        writer.bytes(value);
      };
    case "document":
      throw new Error("CBOR carries no documents");
    case "float":
    case "double":
    case "bigDecimal":
      return (writer, value) => writer.double(numberOf(value));
    default:
      return (writer, value) => writer.number(typeof value === "bigint" ? value : numberOf(value));
  }
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  throw new TypeError(`a number was expected, not ${typeof value}`);
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

function structureWriter(structure: Structure, writers: Writers): Write {
  let entries: readonly { name: string; write: Write }[] | undefined;
  return (writer, value) => {
    const source = objectOf(value);
    entries ??= structure.members.map(({ name, target }) => ({ name, write: writers.of(target) }));
    const present = entries.filter(({ name }) => !isAbsent(source[name]));
    writer.map(present.length);
    for (const { name, write } of present) {
      writer.text(name);
      write(writer, source[name]);
    }
  };
}

function listWriter({ name, member, sparse }: List, writers: Writers): Write {
  return (writer, value) => {
    if (!Array.isArray(value)) throw new TypeError(`${name} must be an array`);
    const items = sparse ? (value as unknown[]) : (value as unknown[]).filter((item) => !isAbsent(item));
    const write = writers.of(member.target);
    writer.array(items.length);
    for (const item of items)
      if (isAbsent(item)) writer.null();
      else write(writer, item);
  };
}

function mapWriter({ value: valueMember, sparse }: MapShape, writers: Writers): Write {
  return (writer, value) => {
    const entries = Object.entries(objectOf(value)).filter(([, item]) => sparse || !isAbsent(item));
    const write = writers.of(valueMember.target);
    writer.map(entries.length);
    for (const [key, item] of entries) {
      writer.text(key);
      if (isAbsent(item)) writer.null();
      else write(writer, item);
    }
  };
}
