// Reads JSON whose lists hold blobs, Kinesis' records above all, straight by the model: blobs are decoded out of the text into one
// buffer, and no tree is made first. It knows plain JSON only; on anything else it gives up, and the general reader decides.
import { isAscii } from "node:buffer";
import type { List, Member, Shape, Structure } from "../shapes.ts";
import { holdsBlobs } from "./json-bytes.ts";

/** Below this the general reader is as good. */
const SIZE_BYTES_MIN = 4096;

/** What stands where the reader is; undefined where it gives up. */
type Read = (text: Cursor) => unknown;

const code = {
  quote: 0x22,
  backslash: 0x5c,
  padding: 0x3d,
  openObject: 0x7b,
  closeObject: 0x7d,
  openList: 0x5b,
  closeList: 0x5d,
  colon: 0x3a,
  comma: 0x2c,
} as const;

class Cursor {
  readonly #bytes: Buffer;
  readonly #blobs: Buffer;
  #at = 0;
  #blobsEnd = 0;

  /** Of ASCII. A text of the whole would cost more than all that is read from it. */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#blobs = Buffer.allocUnsafe(Math.ceil(bytes.byteLength / 4) * 3);
  }

  #skipSpace(): void {
    for (let byte = this.#bytes[this.#at]; byte === 32 || byte === 10 || byte === 13 || byte === 9;)
      byte = this.#bytes[++this.#at];
  }

  /** Goes past the character if it is the next one. */
  take(character: number): boolean {
    this.#skipSpace();
    if (this.#bytes[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  string(): string | undefined {
    if (!this.take(code.quote)) return undefined;
    const start = this.#at;
    let end = start;
    for (let byte = this.#bytes[end]; byte !== code.quote; byte = this.#bytes[++end])
      if (byte === undefined || byte < 32 || byte === code.backslash) return undefined;
    this.#at = end + 1;
    return this.#bytes.toString("latin1", start, end);
  }

  /** The count of bytes tells whether Node's own reader skipped what is not base64, as parseBase64 has it. */
  blob(): Uint8Array | undefined {
    if (!this.take(code.quote)) return undefined;
    const bytes = this.#bytes;
    const end = bytes.indexOf(code.quote, this.#at);
    const length = end - this.#at;
    if (length < 0 || length % 4 !== 0) return undefined;
    const text = bytes.toString("latin1", this.#at, end);
    if (text.includes("-") || text.includes("_")) return undefined;
    const padding = length === 0 || bytes[end - 1] !== code.padding ? 0 : bytes[end - 2] === code.padding ? 2 : 1;
    const start = this.#blobsEnd;
    this.#blobsEnd += this.#blobs.write(text, start, "base64");
    this.#at = end + 1;
    if (this.#blobsEnd - start !== (length / 4) * 3 - padding) return undefined;
    return this.#blobs.subarray(start, this.#blobsEnd);
  }

  isAtEnd(): boolean {
    this.#skipSpace();
    return this.#at === this.#bytes.length;
  }
}

const readString: Read = (cursor) => cursor.string();
const readBlob: Read = (cursor) => cursor.blob();
const giveUp: Read = () => undefined;

/** Undefined when the bytes are not plain enough. */
export type DirectReader = (bytes: Uint8Array) => object | undefined;

/** How a structure is read when its lists hold blobs; undefined when they do not. */
export function jsonDirectReader(structure: Structure, nameOf: (member: Member) => string): DirectReader | undefined {
  if (!holdsBlobs(structure, false)) return undefined;
  const read = structureReader(structure, nameOf, 0);
  return (bytes) => {
    if (bytes.byteLength < SIZE_BYTES_MIN || !isAscii(bytes)) return undefined;
    const cursor = new Cursor(bytes);
    const value = read(cursor);
    return cursor.isAtEnd() ? (value as object | undefined) : undefined;
  };
}

/** Further in than records lie, shapes may hold themselves. */
const DEPTH_MAX = 4;

function readerOf(shape: Shape, nameOf: (member: Member) => string, depth: number): Read {
  if (shape.kind === "string") return readString;
  if (shape.kind === "blob") return readBlob;
  if (depth >= DEPTH_MAX) return giveUp;
  if (shape.kind === "list") return listReader(shape, nameOf, depth + 1);
  return shape.kind === "structure" && !shape.union ? structureReader(shape, nameOf, depth + 1) : giveUp;
}

function structureReader({ members }: Structure, nameOf: (member: Member) => string, depth: number): Read {
  const entries = new Map(
    members.map((member) => [nameOf(member), { name: member.name, read: readerOf(member.target, nameOf, depth) }]),
  );
  return (cursor) => {
    if (!cursor.take(code.openObject)) return undefined;
    const result: Record<string, unknown> = {};
    if (cursor.take(code.closeObject)) return result;
    do {
      const entry = entries.get(cursor.string() ?? "");
      if (entry === undefined || Object.hasOwn(result, entry.name) || !cursor.take(code.colon)) return undefined;
      const value = entry.read(cursor);
      if (value === undefined) return undefined;
      result[entry.name] = value;
    } while (cursor.take(code.comma));
    return cursor.take(code.closeObject) ? result : undefined;
  };
}

function listReader({ member }: List, nameOf: (member: Member) => string, depth: number): Read {
  const read = readerOf(member.target, nameOf, depth);
  return (cursor) => {
    if (!cursor.take(code.openList)) return undefined;
    const items: unknown[] = [];
    if (cursor.take(code.closeList)) return items;
    do {
      const item = read(cursor);
      if (item === undefined) return undefined;
      items.push(item);
    } while (cursor.take(code.comma));
    return cursor.take(code.closeList) ? items : undefined;
  };
}
