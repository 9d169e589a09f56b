// The JSON codec: closures compiled once a shape, strict when reading, straight to text when writing.
import type { List, MapShape, Member, Scalar, Shape, Structure } from "../shapes.ts";
import { DecodeError } from "./decode-error.ts";
import {
  booleanOf,
  dateOf,
  exactInteger,
  formatBase64,
  integerRanges,
  numberText,
  parseBase64,
  specialNumber,
  stringOf,
} from "./scalars.ts";
import { formatOf, formatTimestamp, fromEpochSeconds, parseTimestamp, type TimestampFormat } from "./timestamp.ts";
import { mismatch, readDocument, TreeReaders, type TreeReader } from "./tree-read.ts";

export type JsonWriter = (value: unknown) => string;

export interface JsonCodec {
  reader(shape: Shape): TreeReader;
  writer(shape: Shape): JsonWriter;
  /** The tree has a long in it, whose digits JSON.parse could lose. */
  needsExactIntegers(shape: Shape): boolean;
}

/** `useJsonName`: the REST protocol renames members, the RPC ones do not. */
export function jsonCodec(useJsonName: boolean, timestamps: TimestampFormat = "epochSeconds"): JsonCodec {
  const nameOf = (member: Member): string => (useJsonName ? (member.jsonName ?? member.name) : member.name);
  const readers = new TreeReaders({ nameOf, scalar: jsonScalar });
  const writers = new JsonWriters(nameOf, timestamps);
  const exact = new WeakMap<Shape, boolean>();
  return {
    reader: (shape) => readers.of(shape),
    writer: (shape) => writers.of(shape),
    needsExactIntegers(shape) {
      let needs = exact.get(shape);
      if (needs === undefined) exact.set(shape, (needs = holdsLong(shape, new Set())));
      return needs;
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

export function readFloat(value: unknown): number {
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

/** What JSON must escape, and lone surrogates, which UTF-8 cannot carry. */
// oxlint-disable-next-line no-control-regex
const NEEDS_ESCAPE = /[\u0000-\u001f"\\\ud800-\udfff]/;
export const quote = (text: string): string => (NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`);

function writeFloat(value: unknown): string {
  const text = numberText(value);
  return text === "NaN" || text.endsWith("y") ? `"${text}"` : text;
}

class JsonWriters {
  readonly #nameOf: (member: Member) => string;
  readonly #timestamps: TimestampFormat;
  readonly #compiled = new WeakMap<Shape, JsonWriter>();

  constructor(nameOf: (member: Member) => string, timestamps: TimestampFormat) {
    this.#nameOf = nameOf;
    this.#timestamps = timestamps;
  }

  of(shape: Shape): JsonWriter {
    let writer = this.#compiled.get(shape);
    if (writer === undefined) this.#compiled.set(shape, (writer = this.#compile(shape)));
    return writer;
  }

  #compile(shape: Shape): JsonWriter {
    switch (shape.kind) {
      case "structure":
        return this.#structure(shape);
      case "list":
        return this.#list(shape);
      case "map":
        return this.#map(shape);
      default:
        return this.#scalar(shape);
    }
  }

  #scalar({ kind }: Scalar): JsonWriter {
    switch (kind) {
      case "string":
        return (value) => quote(stringOf(value));
      case "boolean":
        return (value) => (booleanOf(value) ? "true" : "false");
      case "timestamp":
      case "dateTime":
      case "httpDate":
      case "epochSeconds": {
        const format = formatOf(kind, this.#timestamps);
        if (format === "epochSeconds") return (value) => formatTimestamp(dateOf(value), format);
        return (value) => `"${formatTimestamp(dateOf(value), format)}"`;
      }
      case "blob":
      case "stream":
        return (value) => `"${formatBase64(value)}"`;
      case "document":
        return (value) => JSON.stringify(value);
      default:
        return writeFloat;
    }
  }

  #structure(structure: Structure): JsonWriter {
    let entries: readonly { name: string; prefix: string; write: JsonWriter }[] | undefined;
    const compile = (): NonNullable<typeof entries> =>
      structure.members.map((member) => ({
        name: member.name,
        prefix: `${quote(this.#nameOf(member))}:`,
        write: this.of(member.target),
      }));
    return (value) => {
      const source = objectOf(value);
      let text = "";
      for (const { name, prefix, write } of (entries ??= compile())) {
        const item = source[name];
        if (item === undefined || item === null) continue;
        text += (text === "" ? "" : ",") + prefix + write(item);
      }
      return `{${text}}`;
    };
  }

  #list(list: List): JsonWriter {
    let write: JsonWriter | undefined;
    return (value) => {
      if (!Array.isArray(value)) throw new TypeError(`${list.name} must be an array`);
      const item = (write ??= this.of(list.member.target));
      let text = "";
      for (const element of value as unknown[]) {
        const absent = element === undefined || element === null;
        if (absent && !list.sparse) continue;
        text += (text === "" ? "" : ",") + (absent ? "null" : item(element));
      }
      return `[${text}]`;
    };
  }

  #map(map: MapShape): JsonWriter {
    let write: JsonWriter | undefined;
    return (value) => {
      const source = objectOf(value);
      const item = (write ??= this.of(map.value.target));
      let text = "";
      for (const key of Object.keys(source)) {
        const element = source[key];
        const absent = element === undefined || element === null;
        if (absent && !map.sparse) continue;
        text += `${text === "" ? "" : ","}${quote(key)}:${absent ? "null" : item(element)}`;
      }
      return `{${text}}`;
    };
  }
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new TypeError(`an object was expected, not ${Array.isArray(value) ? "an array" : typeof value}`);
}

/** The JSON text of one structure read by the model. Errors: DecodeError. */
export function readStructure(codec: JsonCodec, structure: Structure, tree: unknown): object {
  const value = codec.reader(structure)(tree, 0);
  if (typeof value !== "object" || value === null) throw new DecodeError();
  return value;
}
