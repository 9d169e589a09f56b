// JSON as rows: one value a line, or values one after the other over any number of lines.
import { JSON_DOCUMENT_LENGTH_MAX } from "../limits.ts";
import { jsonParsing, recordTooLong } from "./errors.ts";
import { recordsOf } from "./records.ts";
import type { Row } from "./row.ts";
import { valueOf } from "./values.ts";

/** Errors: JSONParsingError, OverMaxRecordSize. */
export async function* jsonLines(
  texts: AsyncIterable<string>,
  lastStart: (() => number) | undefined,
): AsyncIterable<readonly Row[]> {
  for await (const records of recordsOf(texts, { delimiter: "\n", lastStart })) {
    const rows = records.filter((record) => record.trim() !== "").map(rowOf);
    if (rows.length > 0) yield rows;
  }
}

function rowOf(text: string): Row {
  try {
    return { tree: valueOf(JSON.parse(text)) };
  } catch {
    throw jsonParsing();
  }
}

const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [34, 92, 123, 125, 91, 93];
const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** Where values end, over chunks of text. */
class Scanner {
  #text = "";
  #at = 0;
  #start = -1;
  #depth = 0;
  #inString = false;

  /** The values that end in it. */
  add(chunk: string): string[] {
    this.#text += chunk;
    const found: string[] = [];
    for (; this.#at < this.#text.length; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (this.#inString) {
        if (code === BACKSLASH) this.#at++;
        else if (code === QUOTE) this.#inString = false;
      } else if (this.#step(code)) found.push(this.#cut());
    }
    this.#text = this.#start === -1 ? this.#text.slice(this.#at) : this.#text.slice(this.#start);
    this.#at -= this.#start === -1 ? this.#at : this.#start;
    if (this.#start !== -1) this.#start = 0;
    if (this.#text.length > JSON_DOCUMENT_LENGTH_MAX) throw recordTooLong(JSON_DOCUMENT_LENGTH_MAX);
    return found;
  }

  rest(): string {
    return this.#text;
  }

  /** Whether a value ends here. */
  #step(code: number): boolean {
    if (isBlank(code)) return this.#start !== -1 && this.#depth === 0;
    if (this.#start === -1) this.#start = this.#at;
    if (code === QUOTE) this.#inString = true;
    else if (code === OPEN || code === OPEN_LIST) this.#depth++;
    else if (code === CLOSE || code === CLOSE_LIST) return --this.#depth <= 0;
    return false;
  }

  #cut(): string {
    const value = this.#text.slice(this.#start, this.#at + 1);
    this.#start = -1;
    this.#depth = 0;
    return value;
  }
}

/** Errors: JSONParsingError, OverMaxRecordSize. */
export async function* jsonDocuments(texts: AsyncIterable<string>): AsyncIterable<readonly Row[]> {
  const scanner = new Scanner();
  for await (const text of texts) {
    const rows = scanner.add(text).map(rowOf);
    if (rows.length > 0) yield rows;
  }
  const rest = scanner.rest();
  if (rest.trim() !== "") yield [rowOf(rest)];
}
