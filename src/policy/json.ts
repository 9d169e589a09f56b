// Strict JSON with positions: duplicate keys, deep nesting and trailing text are faults, which JSON.parse would let pass.

/** Deepest nesting of objects and arrays; policies need six. */
const DEPTH_MAX = 32;

/** Offsets into the text; `end` is one past the last character. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export interface JsonObject extends Span {
  readonly type: "object";
  readonly entries: ReadonlyMap<string, JsonNode>;
}

interface JsonArray extends Span {
  readonly type: "array";
  readonly items: readonly JsonNode[];
}

/** A string, or a number or boolean as it is spelt. */
interface JsonScalar extends Span {
  readonly type: "string" | "number" | "boolean";
  readonly value: string;
}

export type JsonNode = JsonObject | JsonArray | JsonScalar | (Span & { readonly type: "null" });

/** The text is not JSON as a policy needs it. */
export class JsonFault extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BLANK = /[ \t\n\r]*/y;
const WORDS = [
  ["true", "boolean"],
  ["false", "boolean"],
  ["null", "null"],
] as const;

/** Errors: JsonFault. */
export function parseJson(text: string): JsonNode {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.finish();
  return node;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonNode {
    this.#skipBlank();
    const start = this.#at;
    switch (this.#text[start]) {
      case "{":
        return { type: "object", entries: this.#entries(depth + 1), start, end: this.#at };
      case "[":
        return { type: "array", items: this.#items(depth + 1), start, end: this.#at };
      case '"':
        return { type: "string", value: this.#string(), start, end: this.#at };
      default:
        return this.#word(start);
    }
  }

  finish(): void {
    this.#skipBlank();
    if (this.#at < this.#text.length) throw new JsonFault("trailing text");
  }

  #entries(depth: number): Map<string, JsonNode> {
    const entries = new Map<string, JsonNode>();
    if (this.#open(depth, "}")) return entries;
    do {
      this.#skipBlank();
      const key = this.#string();
      if (entries.has(key)) throw new JsonFault("duplicate key");
      this.#skipBlank();
      if (this.#text[this.#at++] !== ":") throw new JsonFault("colon expected");
      entries.set(key, this.value(depth));
    } while (this.#more("}"));
    return entries;
  }

  #items(depth: number): JsonNode[] {
    const items: JsonNode[] = [];
    if (this.#open(depth, "]")) return items;
    do items.push(this.value(depth));
    while (this.#more("]"));
    return items;
  }

  /** Enters an object or array; true when it is empty. */
  #open(depth: number, closing: string): boolean {
    if (depth > DEPTH_MAX) throw new JsonFault("nested too deeply");
    this.#at++;
    this.#skipBlank();
    if (this.#text[this.#at] !== closing) return false;
    this.#at++;
    return true;
  }

  #more(closing: string): boolean {
    this.#skipBlank();
    const next = this.#text[this.#at++];
    if (next !== "," && next !== closing) throw new JsonFault("comma expected");
    return next === ",";
  }

  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') throw new JsonFault("string expected");
    let end = start + 1;
    while (this.#text[end] !== '"') {
      if (end >= this.#text.length) throw new JsonFault("string without end");
      end += this.#text[end] === "\\" ? 2 : 1;
    }
    this.#at = end + 1;
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      throw new JsonFault("string");
    }
  }

  #word(start: number): JsonNode {
    for (const [word, type] of WORDS)
      if (this.#text.startsWith(word, start)) {
        this.#at = start + word.length;
        return type === "null" ? { type, start, end: this.#at } : { type, value: word, start, end: this.#at };
      }
    NUMBER.lastIndex = start;
    const [value] = NUMBER.exec(this.#text) ?? [];
    if (value === undefined) throw new JsonFault("value expected");
    this.#at = start + value.length;
    return { type: "number", value, start, end: this.#at };
  }

  #skipBlank(): void {
    BLANK.lastIndex = this.#at;
    BLANK.exec(this.#text);
    this.#at = BLANK.lastIndex;
  }
}
