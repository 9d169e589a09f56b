// JSON text to values: UTF-8 checked, and integers beyond 2^53 as bigint, which JSON.parse would round.
import { isAscii, isUtf8 } from "node:buffer";
import { DecodeError, deeper } from "./decode-error.ts";

/** A run of digits that may be more than a double holds. */
const LONG_DIGITS = /\d{16}/;

/** Errors: DecodeError on invalid UTF-8. */
export function utf8Text(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(bytes)) return buffer.toString("latin1"); // what base64 makes large: copied, not decoded
  if (!isUtf8(bytes)) throw new DecodeError("Invalid UTF-8 sequence");
  return buffer.toString("utf8");
}

/** `exact`: integers outside the safe range come as bigint. Errors: DecodeError. */
export function parseJson(bytes: Uint8Array, exact: boolean): unknown {
  const text = utf8Text(bytes);
  if (exact && LONG_DIGITS.test(text)) return new ExactParser(text).parse();
  try {
    return JSON.parse(text);
  } catch {
    throw new DecodeError();
  }
}

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** A recursive-descent reader, used only when digits would be lost. */
class ExactParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): unknown {
    const value = this.#value(0);
    this.#skip();
    if (this.#at !== this.#text.length) throw new DecodeError();
    return value;
  }

  #skip(): void {
    this.#match(SPACE);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #take(character: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #value(depth: number): unknown {
    if (this.#take("{")) return this.#object(deeper(depth));
    if (this.#take("[")) return this.#array(deeper(depth));
    if (this.#text[this.#at] === '"') return this.#string();
    for (const [word, value] of WORDS) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    return this.#number();
  }

  #number(): number | bigint {
    const match = this.#match(NUMBER);
    if (!match) throw new DecodeError();
    const [digits, fraction, exponent] = match;
    const value = Number(digits);
    if (fraction !== undefined || exponent !== undefined || Number.isSafeInteger(value) || digits.length > 400)
      return value;
    return BigInt(digits);
  }

  /** Up to the first quote that no odd run of backslashes escapes; JSON.parse checks what is between. */
  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') throw new DecodeError();
    let end = start;
    do end = this.#text.indexOf('"', end + 1);
    while (end > start && this.#isEscaped(end));
    if (end < 0) throw new DecodeError();
    this.#at = end + 1;
    try {
      return JSON.parse(this.#text.slice(start, end + 1)) as string;
    } catch {
      throw new DecodeError();
    }
  }

  #isEscaped(at: number): boolean {
    let backslashes = 0;
    while (this.#text[at - 1 - backslashes] === "\\") backslashes += 1;
    return backslashes % 2 === 1;
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = [];
    if (this.#take("]")) return items;
    do items.push(this.#value(depth));
    while (this.#take(","));
    if (!this.#take("]")) throw new DecodeError();
    return items;
  }

  #object(depth: number): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    if (this.#take("}")) return {};
    do {
      this.#skip();
      const key = this.#string();
      if (!this.#take(":")) throw new DecodeError();
      entries.push([key, this.#value(depth)]);
    } while (this.#take(","));
    if (!this.#take("}")) throw new DecodeError();
    return Object.fromEntries(entries);
  }
}
