// The CBOR codec: the strict tree reader with CBOR's leaves, and closures that write by the model.
import type { List, MapShape, Scalar, Shape, Structure } from "../shapes.ts";
import { CborWriter } from "./cbor-encode.ts";
import { cborTag, decodeCbor, Tagged } from "./cbor-decode.ts";
import { DecodeError } from "./decode-error.ts";
import { integerReader, objectOf } from "./json.ts";
import { booleanOf, dateOf, stringOf } from "./scalars.ts";
import { epochSeconds, fromEpochSeconds, isTimestamp } from "./timestamp.ts";
import { mismatch, readDocument, TreeReaders } from "./tree-read.ts";

const readers = new TreeReaders({ nameOf: ({ name }) => name, scalar: cborScalar });

const untagged = (value: unknown): unknown => (value instanceof Tagged ? untagged(value.value) : value);

function cborScalar({ kind }: Scalar): (value: unknown) => unknown {
  if (isTimestamp(kind)) return readTimestamp;
  switch (kind) {
    case "string":
      return (value) => {
        if (typeof value !== "string") throw mismatch(value, "a String");
        return value;
      };
    case "boolean":
      return (value) => {
        if (typeof value !== "boolean") throw mismatch(value, "a Boolean");
        return value;
      };
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

/** Tag 1 with seconds. */
function readTimestamp(value: unknown): Date {
  const seconds = value instanceof Tagged && value.tag === cborTag.epoch ? value.value : value;
  if (typeof seconds !== "number" && typeof seconds !== "bigint") throw mismatch(untagged(value), "a Timestamp");
  return fromEpochSeconds(Number(seconds));
}

/** The structure that the bytes hold. Errors: DecodeError. */
export function readCbor(structure: Structure, bytes: Uint8Array): object {
  const value = readers.of(structure)(decodeCbor(bytes), 0);
  if (typeof value !== "object" || value === null) throw new DecodeError();
  return value;
}

type Write = (writer: CborWriter, value: unknown) => void;
const writers = new WeakMap<Shape, Write>();

function writerOf(shape: Shape): Write {
  let write = writers.get(shape);
  if (write === undefined) writers.set(shape, (write = compile(shape)));
  return write;
}

function compile(shape: Shape): Write {
  switch (shape.kind) {
    case "structure":
      return structureWriter(shape);
    case "list":
      return listWriter(shape);
    case "map":
      return mapWriter(shape);
    default:
      return scalarWriter(shape);
  }
}

function scalarWriter({ kind }: Scalar): Write {
  if (isTimestamp(kind))
    return (writer, value) => {
      writer.tag(cborTag.epoch);
      writer.number(epochSeconds(dateOf(value)));
    };
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

function structureWriter(structure: Structure): Write {
  let entries: readonly { name: string; write: Write }[] | undefined;
  return (writer, value) => {
    const source = objectOf(value);
    entries ??= structure.members.map(({ name, target }) => ({ name, write: writerOf(target) }));
    const present = entries.filter(({ name }) => !isAbsent(source[name]));
    writer.map(present.length);
    for (const { name, write } of present) {
      writer.text(name);
      write(writer, source[name]);
    }
  };
}

function listWriter({ name, member, sparse }: List): Write {
  return (writer, value) => {
    if (!Array.isArray(value)) throw new TypeError(`${name} must be an array`);
    const items = sparse ? (value as unknown[]) : (value as unknown[]).filter((item) => !isAbsent(item));
    const write = writerOf(member.target);
    writer.array(items.length);
    for (const item of items)
      if (isAbsent(item)) writer.null();
      else write(writer, item);
  };
}

function mapWriter({ value: valueMember, sparse }: MapShape): Write {
  return (writer, value) => {
    const entries = Object.entries(objectOf(value)).filter(([, item]) => sparse || !isAbsent(item));
    const write = writerOf(valueMember.target);
    writer.map(entries.length);
    for (const [key, item] of entries) {
      writer.text(key);
      if (isAbsent(item)) writer.null();
      else write(writer, item);
    }
  };
}

/** `further` stands before the structure's members, e.g. an error's `__type`. */
export function writeCbor(structure: Structure, value: object): Uint8Array {
  const writer = new CborWriter();
  writerOf(structure)(writer, value);
  return writer.finish();
}
