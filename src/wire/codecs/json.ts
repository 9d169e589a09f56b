// The JSON codec: a strict reader and json-write.ts's writer, each compiled once a shape.
import type { Member, Scalar, Shape, Structure } from "../shapes.ts";
import { DecodeError } from "./decode-error.ts";
import { jsonBytesWriter } from "./json-bytes.ts";
import { type DirectReader, jsonDirectReader } from "./json-direct.ts";
import { parseJson } from "./json-text.ts";
import { JsonWriters, type JsonWriter } from "./json-write.ts";
import { exactInteger, integerRanges, parseBase64, specialNumber } from "./scalars.ts";
import { fromEpochSeconds, parseTimestamp, type TimestampFormat } from "./timestamp.ts";
import { mismatch, readDocument, TreeReaders, type TreeReader } from "./tree-read.ts";

export interface JsonCodec {
  reader(shape: Shape): TreeReader;
  writer(shape: Shape): JsonWriter;
  /** The same JSON as what is sent: bytes where lists hold blobs, text otherwise. */
  body(structure: Structure, value: unknown): string | Uint8Array;
  /** The structure that the bytes hold. Errors: DecodeError. */
  read(structure: Structure, bytes: Uint8Array): object;
}

/** `useJsonName`: the REST protocol renames members, the RPC ones do not. */
export function jsonCodec(useJsonName: boolean, timestamps: TimestampFormat = "epochSeconds"): JsonCodec {
  const nameOf = (member: Member): string => (useJsonName ? (member.jsonName ?? member.name) : member.name);
  const readers = new TreeReaders({ nameOf, scalar: jsonScalar });
  const writers = new JsonWriters(nameOf, timestamps);
  /** Whether the tree has a long in it, whose digits JSON.parse could lose. */
  const exact = new WeakMap<Shape, boolean>();
  const bodies = new WeakMap<Structure, (value: unknown) => string | Uint8Array>();
  const directs = new WeakMap<Structure, DirectReader | "none">();
  const directOf = (structure: Structure): DirectReader | "none" => {
    let direct = directs.get(structure);
    if (direct === undefined) directs.set(structure, (direct = jsonDirectReader(structure, nameOf) ?? "none"));
    return direct;
  };
  const needsExactIntegers = (shape: Shape): boolean => {
    let needs = exact.get(shape);
    if (needs === undefined) exact.set(shape, (needs = holdsLong(shape, new Set())));
    return needs;
  };
  const textOf = (shape: Shape): JsonWriter => writers.of(shape);
  return {
    reader: (shape) => readers.of(shape),
    writer: textOf,
    body(structure, value) {
      let write = bodies.get(structure);
      if (write === undefined)
        bodies.set(structure, (write = jsonBytesWriter(structure, nameOf, textOf) ?? textOf(structure)));
      return write(value);
    },
    read(structure, bytes) {
      const direct = directOf(structure);
      const read = direct === "none" ? undefined : direct(bytes);
      if (read !== undefined) return read;
      const value = readers.of(structure)(parseJson(bytes, needsExactIntegers(structure)), 0);
      if (typeof value !== "object" || value === null) throw new DecodeError();
      return value;
    },
  };
}

function holdsLong(shape: Shape, seen: Set<Shape>): boolean {
  if (seen.has(shape)) return false;
  seen.add(shape);
  switch (shape.kind) {
    case "structure":
      return shape.members.some((member) => holdsLong(member.target, seen));
    case "list":
      return holdsLong(shape.member.target, seen);
    case "map":
      return holdsLong(shape.value.target, seen);
    default:
      return shape.kind === "long" || shape.kind === "bigInteger";
  }
}

function jsonScalar({ kind }: Scalar): (value: unknown) => unknown {
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
    case "float":
    case "double":
    case "bigDecimal":
      return readFloat;
    case "timestamp":
    case "dateTime":
    case "httpDate":
    case "epochSeconds":
      return readTimestamp;
    case "blob":
    case "stream":
      return (value) => {
        if (typeof value !== "string") throw mismatch(value, "a Blob");
        return parseBase64(value);
      };
    default:
      return (value) => readDocument(value);
  }
}

export function readString(value: unknown): string {
  if (typeof value !== "string") throw mismatch(value, "a String");
  return value;
}

export function readBoolean(value: unknown): boolean {
  if (typeof value !== "boolean") throw mismatch(value, "a Boolean");
  return value;
}

/** What AWS's messages call the kinds. */
const integerNames: Readonly<Record<string, string>> = {
  byte: "a Byte",
  short: "a Short",
  integer: "an Integer",
  long: "a Long",
  bigInteger: "a BigInteger",
};

export function integerReader(kind: string): (value: unknown) => number | bigint {
  const range = integerRanges[kind];
  const [low, high] = range ? [Number(range[0]), Number(range[1])] : [-Infinity, Infinity];
  const expected = integerNames[kind] ?? "an Integer";
  return (value) => {
    if (typeof value === "number" && Number.isInteger(value) && value >= low && value <= high) return value;
    if (typeof value === "bigint" && (!range || (value >= range[0] && value <= range[1]))) return exactInteger(value);
    throw mismatch(value, expected);
  };
}

function readFloat(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  const special = typeof value === "string" ? specialNumber(value) : undefined;
  if (special === undefined) throw mismatch(value, "a Double");
  return special;
}

function readTimestamp(value: unknown): Date {
  if (typeof value === "number" || typeof value === "bigint") return fromEpochSeconds(Number(value));
  if (typeof value === "string") return parseTimestamp(value);
  throw mismatch(value, "milliseconds since epoch");
}
