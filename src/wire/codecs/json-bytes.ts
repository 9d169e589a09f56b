// JSON of structures whose lists hold blobs, Kinesis' records above all, written into one buffer: no text of the whole is ever made.
import type { List, Member, Shape, Structure } from "../shapes.ts";
import { type JsonWriter, objectOf, quote } from "./json-write.ts";
import { formatBase64 } from "./scalars.ts";

type Write = (out: Sink, value: unknown) => void;

/** Gathers texts and blobs, then writes them into one buffer of just their size. */
class Sink {
  /** A text before each blob. */
  readonly #texts: string[] = [];
  readonly #blobs: Uint8Array[] = [];
  #sizeBytes = 0;
  #text = "";

  text(text: string): void {
    this.#text += text;
  }

  blob(value: unknown): void {
    if (!(value instanceof Uint8Array)) throw new TypeError("a blob must be a Uint8Array");
    this.#sizeBytes += Buffer.byteLength(this.#text) + Math.ceil(value.byteLength / 3) * 4;
    this.#texts.push(this.#text);
    this.#blobs.push(value);
    this.#text = "";
  }

  finish(): Uint8Array {
    const buffer = Buffer.allocUnsafe(this.#sizeBytes + Buffer.byteLength(this.#text));
    let end = 0;
    for (const [at, blob] of this.#blobs.entries()) {
      end += buffer.write(this.#texts[at] ?? "", end);
      end += buffer.write(formatBase64(blob), end, "latin1");
    }
    buffer.write(this.#text, end);
    return buffer;
  }
}

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
    const sink = new Sink();
    write(sink, value);
    return sink.finish();
  };
}

function writerOf(shape: Shape, nameOf: (member: Member) => string, textOf: (shape: Shape) => JsonWriter): Write {
  if (shape.kind === "blob") return blobWriter;
  if (!holdsBlobs(shape, true)) {
    const text = textOf(shape);
    return (out, value) => out.text(text(value));
  }
  if (shape.kind === "list") return listWriter(shape, writerOf(shape.member.target, nameOf, textOf));
  if (shape.kind === "structure") return structureWriter(shape, nameOf, textOf);
  throw new TypeError(`${shape.kind} holds no blobs`);
}

const blobWriter: Write = (out, value) => {
  out.text('"');
  out.blob(value);
  out.text('"');
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
  return (out, value) => {
    const source = objectOf(value);
    let before = "{";
    for (const { name, prefix, write } of (entries ??= compile())) {
      const item = source[name];
      if (item === undefined || item === null) continue;
      out.text(before + prefix);
      write(out, item);
      before = ",";
    }
    out.text(before === "{" ? "{}" : "}");
  };
}

function listWriter({ name, sparse }: List, write: Write): Write {
  return (out, value) => {
    if (!Array.isArray(value)) throw new TypeError(`${name} must be an array`);
    let before = "[";
    for (const item of value as unknown[]) {
      const absent = item === undefined || item === null;
      if (absent && !sparse) continue;
      out.text(before);
      if (absent) out.text("null");
      else write(out, item);
      before = ",";
    }
    out.text(before === "[" ? "[]" : "]");
  };
}
