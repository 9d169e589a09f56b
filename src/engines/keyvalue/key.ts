// Keys as bytes: tuples of strings and numbers, encoded so that byte order is tuple order. The same for every engine.
//
// A part is self-delimiting. A number is a tag (sign and byte length of its whole part), the whole part in big-endian, and a kind
// byte (number, bigint, or fraction followed by eight bytes); negative numbers are the complement of that. A string is a
// tag, its UTF-8 with every 00 written as 00 FF, and 00. No part begins with FF, so `prefix FF` ends a prefix's range.
import { EngineError } from "../../kit/errors.ts";
import type { Key, KeyPart } from "./keyvalue.ts";

/** No key begins with a smaller byte: engines may keep their own entries there. */
export const FIRST_BYTE = 0x10;

/** Longest encoded key. LMDB's bound is 4,026 bytes at pages of 8 KiB; one byte more ends a range. */
export const KEY_SIZE_MAX_BYTES = 4_000;

const NEGATIVE_INFINITY_TAG = FIRST_BYTE;
const NEGATIVE_TAG = 0x1f;
const POSITIVE_TAG = 0x20;
const INFINITY_TAG = 0x2a;
const STRING_TAG = 0x40;
/** Whole parts of more than eight bytes carry their length in two bytes and use this in place of it in the tag. */
const LONG = 9;
const NUMBER_KIND = 1;
const BIGINT_KIND = 2;
const FRACTION_KIND = 3;

/** In UTF-16 units; up to here a loop is faster than the native call. */
const SHORT_TEXT = 64;
/** NULs and lone surrogates. */
const UNCOMMON = /\0|\p{Surrogate}/u;

const scratch = Buffer.alloc(KEY_SIZE_MAX_BYTES * 4);

const invalid = (message: string): EngineError => new EngineError("keyvalue", "invalid", message);

/** The key's bytes. Errors: EngineError `invalid` for an empty tuple, a NaN, a key longer than KEY_SIZE_MAX_BYTES. */
export function encodeKey(key: Key): Buffer {
  if (key.length === 0) throw invalid("A key has at least one part.");
  return encodePrefix(key);
}

/** The bytes that all keys beginning with these parts begin with; of none for no parts. */
export function encodePrefix(key: Key): Buffer {
  let end = 0;
  for (const part of key) {
    end = typeof part === "string" ? writeString(part, end) : writeNumber(part, end);
    if (end > KEY_SIZE_MAX_BYTES) throw invalid(`The key is longer than ${KEY_SIZE_MAX_BYTES} bytes.`);
  }
  const bytes = Buffer.allocUnsafe(end);
  scratch.copy(bytes, 0, 0, end);
  return bytes;
}

/** The first bytes after every key that begins with the encoded `prefix`. */
export function endOfPrefix(prefix: Buffer): Buffer {
  const end = Buffer.allocUnsafe(prefix.length + 1);
  end.set(prefix);
  end[prefix.length] = 0xff;
  return end;
}

/** The parts that stand from `start` to `end`. */
export function decodeKey(bytes: Uint8Array, start = 0, end = bytes.length): Key {
  const source = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const key: KeyPart[] = [];
  let position = start;
  while (position < end) {
    const [part, next] = source[position] === STRING_TAG ? readString(source, position) : readNumber(source, position);
    key.push(part);
    position = next;
  }
  return key;
}

function writeString(text: string, start: number): number {
  if (text.length > KEY_SIZE_MAX_BYTES) throw invalid(`The key is longer than ${KEY_SIZE_MAX_BYTES} bytes.`);
  scratch[start] = STRING_TAG;
  let end = text.length < SHORT_TEXT ? writeShortString(text, start + 1) : -1;
  if (end < 0)
    end = UNCOMMON.test(text) ? writeUncommonString(text, start + 1) : start + 1 + scratch.write(text, start + 1);
  scratch[end] = 0;
  return end + 1;
}

/** What most keys consist of, without a call out of JavaScript: ASCII without NUL. -1 for anything else. */
function writeShortString(text: string, start: number): number {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0 || code > 0x7f) return -1;
    scratch[start + at] = code;
  }
  return start + text.length;
}

/** Strings with NULs, and with lone surrogates: those are written as if they were code points, so no two strings meet. */
function writeUncommonString(text: string, start: number): number {
  let end = start;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0) end = scratch.writeUInt16BE(0x00ff, end);
    else if (code >= 0xd800 && code <= 0xdfff) {
      end = scratch.writeUInt8(0xe0 | (code >> 12), end);
      end = scratch.writeUInt8(0x80 | ((code >> 6) & 0x3f), end);
      end = scratch.writeUInt8(0x80 | (code & 0x3f), end);
    } else end += scratch.write(character, end);
    if (end > KEY_SIZE_MAX_BYTES) throw invalid(`The key is longer than ${KEY_SIZE_MAX_BYTES} bytes.`);
  }
  return end;
}

function readString(source: Buffer, start: number): readonly [string, number] {
  let end = source.indexOf(0, start + 1);
  let escaped = false;
  while (end >= 0 && source[end + 1] === 0xff) {
    escaped = true;
    end = source.indexOf(0, end + 2);
  }
  if (end < 0) throw new EngineError("keyvalue", "corrupt", "A stored key has a string without an end.");
  let text = source.toString("utf8", start + 1, end);
  if (escaped || text.includes("\ufffd")) text = readUncommonString(source.subarray(start + 1, end));
  return [text, end + 1];
}

function readUncommonString(source: Buffer): string {
  let text = "";
  let plain = 0;
  for (let at = 0; at < source.length; at++) {
    const surrogate = source[at] === 0xed && (source[at + 1] ?? 0) >= 0xa0;
    if (source[at] !== 0 && !surrogate) continue;
    text += source.toString("utf8", plain, at);
    text += surrogate
      ? String.fromCharCode(0xd000 | (((source[at + 1] ?? 0) & 0x3f) << 6) | ((source[at + 2] ?? 0) & 0x3f))
      : "\0";
    at += surrogate ? 2 : 1;
    plain = at + 1;
  }
  return text + source.toString("utf8", plain);
}

function writeNumber(value: number | bigint, start: number): number {
  if (Number.isNaN(value)) throw invalid("NaN is no key.");
  if (value === Infinity || value === -Infinity) {
    scratch[start] = value > 0 ? INFINITY_TAG : NEGATIVE_INFINITY_TAG;
    return start + 1;
  }
  const negative = value < 0;
  const end = writeMagnitude(negative ? -value : value, start);
  if (negative) {
    scratch[start] = NEGATIVE_TAG - (scratch[start] ?? 0);
    for (let at = start + 1; at < end; at++) scratch[at] = ~(scratch[at] ?? 0);
  } else scratch[start] = POSITIVE_TAG + (scratch[start] ?? 0);
  return end;
}

/** Leaves the length of the whole part at `start`, where the tag goes. */
function writeMagnitude(value: number | bigint, start: number): number {
  if (typeof value === "bigint" || value > Number.MAX_SAFE_INTEGER) {
    const end = writeLarge(BigInt(value), start);
    return scratch.writeUInt8(typeof value === "bigint" ? BIGINT_KIND : NUMBER_KIND, end);
  }
  const whole = Math.trunc(value);
  let length = 0;
  for (let rest = whole; rest > 0; rest = Math.floor(rest / 256)) length++;
  scratch[start] = length;
  for (let rest = whole, at = start + length; rest > 0; rest = Math.floor(rest / 256)) scratch[at--] = rest % 256;
  const end = start + 1 + length;
  if (whole === value) return scratch.writeUInt8(NUMBER_KIND, end);
  scratch[end] = FRACTION_KIND;
  return scratch.writeDoubleBE(value - whole, end + 1);
}

function writeLarge(value: bigint, start: number): number {
  const digits = value === 0n ? "" : value.toString(16);
  const length = Math.ceil(digits.length / 2);
  if (length > KEY_SIZE_MAX_BYTES) throw invalid(`The key is longer than ${KEY_SIZE_MAX_BYTES} bytes.`);
  scratch[start] = Math.min(length, LONG);
  const at = length >= LONG ? scratch.writeUInt16BE(length, start + 1) : start + 1;
  return at + scratch.write(digits.padStart(length * 2, "0"), at, "hex");
}

function readNumber(source: Buffer, start: number): readonly [number | bigint, number] {
  const tag = source[start] ?? 0;
  if (tag === INFINITY_TAG) return [Infinity, start + 1];
  if (tag === NEGATIVE_INFINITY_TAG) return [-Infinity, start + 1];
  if (tag < NEGATIVE_TAG - LONG || tag > POSITIVE_TAG + LONG)
    throw new EngineError("keyvalue", "corrupt", `A stored key has a part of an unknown kind (${tag}).`);
  if (tag >= POSITIVE_TAG) return readMagnitude(source, start, tag - POSITIVE_TAG);
  const [value, end] = readMagnitude(Buffer.from(source.subarray(start).map((byte) => ~byte)), 0, NEGATIVE_TAG - tag);
  return [-value, start + end];
}

function readMagnitude(source: Buffer, start: number, tagLength: number): readonly [number | bigint, number] {
  const long = tagLength === LONG;
  const from = start + (long ? 3 : 1);
  const end = from + (long ? source.readUInt16BE(start + 1) : tagLength);
  const kind = source[end];
  const whole = end - from <= 6 && kind !== BIGINT_KIND ? readSmall(source, from, end) : readLarge(source, from, end);
  if (kind === BIGINT_KIND) return [BigInt(whole), end + 1];
  if (kind === FRACTION_KIND) return [Number(whole) + source.readDoubleBE(end + 1), end + 9];
  return [Number(whole), end + 1];
}

const readSmall = (source: Buffer, from: number, end: number): number =>
  end === from ? 0 : source.readUIntBE(from, end - from);

const readLarge = (source: Buffer, from: number, end: number): bigint =>
  end === from ? 0n : BigInt(`0x${source.toString("hex", from, end)}`);
