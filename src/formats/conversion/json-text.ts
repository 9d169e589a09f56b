// JSON as bytes: where its documents begin and end, and its keys rewritten in place. No values are built.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const DOT = 0x2e;
const UNDERSCORE = 0x5f;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const CASE_BIT = 0x20;

export interface KeyFolding {
  /** ASCII letters of keys become lower case. */
  readonly lowerCase: boolean;
  /** `a.b` becomes `a_b`. */
  readonly dotsToUnderscores: boolean;
}

export interface ByteRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const isBlank = (byte: number | undefined): boolean =>
  byte === SPACE || byte === NEWLINE || byte === RETURN || byte === 0x09;

/** The part of `bytes` without blanks at both ends. */
export function trimmed(bytes: Uint8Array): Uint8Array {
  let start = 0;
  let end = bytes.length;
  while (start < end && isBlank(bytes[start])) start++;
  while (end > start && isBlank(bytes[end - 1])) end--;
  return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
}

/** Rewrites the keys of every object in `bytes` (whole documents), in place. */
export function foldKeys(bytes: Uint8Array, folding: KeyFolding): void {
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== QUOTE) continue;
    const end = endOfString(bytes, at);
    let next = end + 1;
    while (isBlank(bytes[next])) next++;
    if (bytes[next] === COLON) foldRange(bytes, at + 1, end, folding);
    at = end;
  }
}

function foldRange(bytes: Uint8Array, start: number, end: number, folding: KeyFolding): void {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (folding.lowerCase && byte >= 0x41 && byte <= 0x5a) bytes[at] = byte | CASE_BIT;
    else if (folding.dotsToUnderscores && byte === DOT) bytes[at] = UNDERSCORE;
    else if (byte === BACKSLASH) at++;
  }
}

/** Whether folding would change any key of `bytes`. */
export function hasFoldableKeys(bytes: Uint8Array, folding: KeyFolding): boolean {
  const copy = Uint8Array.from(bytes);
  foldKeys(copy, folding);
  return Buffer.compare(copy, bytes) !== 0;
}

/**
 * The JSON documents that follow each other in `bytes`, with or without blanks between them. Undefined where brackets do not
 * match, a string does not end or holds a raw line break, or something other than objects and arrays stands at the top level.
 */
export function splitDocuments(bytes: Uint8Array): ByteRange[] | undefined {
  const documents: ByteRange[] = [];
  const closers: number[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      if (closers.length === 0 || end === bytes.length || bytes.subarray(at, end).includes(NEWLINE)) return undefined;
      at = end;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (closers.length === 0) start = at;
      closers.push(byte === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (closers.pop() !== byte) return undefined;
      if (closers.length === 0) documents.push({ start, end: at + 1 });
    } else if (closers.length === 0 && !isBlank(byte)) return undefined;
  }
  return closers.length === 0 ? documents : undefined;
}

/** The document on one line: its line breaks, which stand outside strings, become blanks. */
export function onOneLine(document: Uint8Array): Uint8Array {
  if (!document.includes(NEWLINE) && !document.includes(RETURN)) return document;
  return document.map((byte) => (byte === NEWLINE || byte === RETURN ? SPACE : byte));
}

/** Index of the closing quote, or the length when there is none. */
function endOfString(bytes: Uint8Array, open: number): number {
  let at = open + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, bytes.length);
}
