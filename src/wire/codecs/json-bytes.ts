// JSON of structures whose lists hold blobs, Kinesis' records above all, written into one buffer: no text of the whole is ever made.
import type { List, Member, Shape, Structure } from "../shapes.ts";
import { ByteSink } from "./byte-sink.ts";
import { type JsonWriter, objectOf, quote } from "./json-write.ts";
import { stringOf } from "./scalars.ts";

/** `pending`: the text before the value, not in the sink yet; the answer is the text that is pending after it. */
type Write = (out: ByteSink, value: unknown, pending: string) => string;

/** Strings that JSON writes as they are, in one byte a character. */
const PLAIN = /^[\u0020\u0021\u0023-\u005b\u005d-\u007e]*$/;
/** What is written in ASCII, whatever the value. */
const ASCII_KINDS: ReadonlySet<Shape["kind"]> = new Set([
  "boolean",
  "byte",
  "short",
  "integer",
  "long",
  "float",
  "double",
  "timestamp",
  "dateTime",
  "httpDate",
  "epochSeconds",
]);

/** Whether a blob stands in a list somewhere in the shape; unions and maps are left to the text. `seen`: by whether in a list. */
export function holdsBlobs(
  shape: Shape,
  inList: boolean,
  seen = { out: new Set<Shape>(), in: new Set<Shape>() },
): boolean {
  if (shape.kind === "blob") return inList;
  const known = inList ? seen.in : seen.out;
  if (known.has(shape)) return false;
  known.add(shape);
  if (shape.kind === "list") return holdsBlobs(shape.member.target, true, seen);
  if (shape.kind !== "structure" || shape.union) return false;
  return shape.members.some(({ target }) => holdsBlobs(target, inList, seen));
}

/** How a structure is written when its lists hold blobs; undefined when they do not, and text is the better way. */
export function jsonBytesWriter(
  structure: Shape,
  nameOf: (member: Member) => string,
  textOf: (shape: Shape) => JsonWriter,
): ((value: unknown) => Uint8Array) | undefined {
  if (!holdsBlobs(structure, false)) return undefined;
  const write = writerOf(structure, nameOf, textOf);
  return (value) => {
    const sink = new ByteSink();
    sink.text(write(sink, value, ""));
    return sink.finish();
  };
}

function writerOf(shape: Shape, nameOf: (member: Member) => string, textOf: (shape: Shape) => JsonWriter): Write {
  if (shape.kind === "blob") return blobWriter;
  if (shape.kind === "string") return stringWriter;
  if (!holdsBlobs(shape, true)) {
    const text = textOf(shape);
    if (ASCII_KINDS.has(shape.kind)) return (_, value, pending) => pending + text(value);
    return (out, value, pending) => {
      out.notAscii();
      return pending + text(value);
    };
  }
  if (shape.kind === "list") return listWriter(shape, writerOf(shape.member.target, nameOf, textOf));
  if (shape.kind === "structure") return structureWriter(shape, nameOf, textOf);
  throw new TypeError(`${shape.kind} holds no blobs`);
}

const stringWriter: Write = (out, value, pending) => {
  const text = stringOf(value);
  if (PLAIN.test(text)) return `${pending}"${text}"`;
  out.notAscii();
  return pending + quote(text);
};

const blobWriter: Write = (out, value, pending) => {
  out.text(`${pending}"`);
  out.base64(value);
  return '"';
};

function structureWriter(
  structure: Structure,
  nameOf: (member: Member) => string,
  textOf: (shape: Shape) => JsonWriter,
): Write {
  let entries: readonly { name: string; prefix: string; write: Write }[] | undefined;
  // Compiled when it is first used, since a structure may hold itself.
  const compile = (): NonNullable<typeof entries> =>
    structure.members.map((member) => ({
      name: member.name,
      prefix: `${quote(nameOf(member))}:`,
      write: writerOf(member.target, nameOf, textOf),
    }));
  return (out, value, pending) => {
    const source = objectOf(value);
    let text = pending;
    let before = "{";
    for (const { name, prefix, write } of (entries ??= compile())) {
      const item = source[name];
      if (item === undefined || item === null) continue;
      text = write(out, item, text + before + prefix);
      before = ",";
    }
    return text + (before === "{" ? "{}" : "}");
  };
}

function listWriter({ name, sparse }: List, write: Write): Write {
  return (out, value, pending) => {
    if (!Array.isArray(value)) throw new TypeError(`${name} must be an array`);
    const items = value as unknown[];
    const start = out.length;
    let text = pending;
    let before = "[";
    for (const item of items) {
      const absent = item === undefined || item === null;
      if (absent && !sparse) continue;
      text += before;
      text = absent ? `${text}null` : write(out, item, text);
      if (before === "[") out.expect((out.length - start + text.length) * items.length);
      before = ",";
    }
    return text + (before === "[" ? "[]" : "]");
  };
}
