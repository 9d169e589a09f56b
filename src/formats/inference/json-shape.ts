// The shape of JSON values, read straight from their text: what a crawler merges into column types.

/** `unknown` is null or an empty list's element: it fits every other shape. */
export type JsonShape =
  | { readonly kind: "unknown" | "boolean" | "int" | "bigint" | "double" | "string" }
  | { readonly kind: "array"; readonly element: JsonShape }
  | { readonly kind: "struct"; readonly fields: ReadonlyMap<string, JsonShape> };

export interface ReadShape {
  readonly shape: JsonShape;
  /** Offset of the first character after the value. */
  readonly end: number;
}

/** Values nested deeper than this are not JSON to the crawler. */
const JSON_DEPTH_MAX = 64;

/** Fields of one object beyond this are left out. */
const JSON_FIELDS_MAX = 10_000;

const UNKNOWN: JsonShape = { kind: "unknown" };
const BOOLEAN: JsonShape = { kind: "boolean" };
const INT: JsonShape = { kind: "int" };
const BIGINT: JsonShape = { kind: "bigint" };
const DOUBLE: JsonShape = { kind: "double" };
const STRING: JsonShape = { kind: "string" };

const LITERALS: readonly (readonly [string, JsonShape])[] = [
  ["true", BOOLEAN],
  ["false", BOOLEAN],
  ["null", UNKNOWN],
];
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const BLANKS = /[ \t\r\n]*/y;
const INT_MAX = 2n ** 31n - 1n;
const INT_MIN = -(2n ** 31n);
const BIGINT_MAX = 2n ** 63n - 1n;
const BIGINT_MIN = -(2n ** 63n);

/** The value that starts at `offset` (blanks before it are skipped); undefined when it is cut off or is not JSON. */
export function readShape(text: string, offset: number, depth = 0): ReadShape | undefined {
  const start = skipBlanks(text, offset);
  if (depth > JSON_DEPTH_MAX) return undefined;
  switch (text[start]) {
    case "{":
      return readObject(text, start, depth);
    case "[":
      return readArray(text, start, depth);
    case '"': {
      const end = stringEnd(text, start);
      return end === undefined ? undefined : { shape: STRING, end };
    }
    default:
      return readLiteral(text, start) ?? readNumber(text, start);
  }
}

export function skipBlanks(text: string, offset: number): number {
  return matchEnd(BLANKS, text, offset) ?? offset;
}

function readLiteral(text: string, start: number): ReadShape | undefined {
  const literal = LITERALS.find(([word]) => text.startsWith(word, start));
  return literal && { shape: literal[1], end: start + literal[0].length };
}

function readNumber(text: string, start: number): ReadShape | undefined {
  NUMBER.lastIndex = start;
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const end = start + match[0].length;
  if (match[1] !== undefined || match[2] !== undefined) return { shape: DOUBLE, end };
  return { shape: integerShape(match[0]), end };
}

function integerShape(digits: string): JsonShape {
  if (digits.length < 10) return INT;
  if (digits.length > 20) return DOUBLE;
  const value = BigInt(digits);
  if (value <= INT_MAX && value >= INT_MIN) return INT;
  return value <= BIGINT_MAX && value >= BIGINT_MIN ? BIGINT : DOUBLE;
}

function readArray(text: string, start: number, depth: number): ReadShape | undefined {
  let element: JsonShape = UNKNOWN;
  let at = skipBlanks(text, start + 1);
  if (text[at] === "]") return { shape: { kind: "array", element }, end: at + 1 };
  for (;;) {
    const item = readShape(text, at, depth + 1);
    if (item === undefined) return undefined;
    element = mergeShapes(element, item.shape);
    at = skipBlanks(text, item.end);
    if (text[at] === "]") return { shape: { kind: "array", element }, end: at + 1 };
    if (text[at] !== ",") return undefined;
    at++;
  }
}

function readObject(text: string, start: number, depth: number): ReadShape | undefined {
  const fields = new Map<string, JsonShape>();
  const shape: JsonShape = { kind: "struct", fields };
  let at = skipBlanks(text, start + 1);
  if (text[at] === "}") return { shape, end: at + 1 };
  for (;;) {
    at = skipBlanks(text, at);
    const nameEnd = text[at] === '"' ? stringEnd(text, at) : undefined;
    if (nameEnd === undefined) return undefined;
    const name = unquoted(text.slice(at, nameEnd));
    at = skipBlanks(text, nameEnd);
    const value = text[at] === ":" && name !== undefined ? readShape(text, at + 1, depth + 1) : undefined;
    if (value === undefined || name === undefined) return undefined;
    if (fields.has(name) || fields.size < JSON_FIELDS_MAX) {
      fields.set(name, mergeShapes(fields.get(name) ?? UNKNOWN, value.shape));
    }
    at = skipBlanks(text, value.end);
    if (text[at] === "}") return { shape, end: at + 1 };
    if (text[at] !== ",") return undefined;
    at++;
  }
}

/** Offset after the closing quote; a search instead of a pattern, whose stack a string of megabytes would overflow. */
function stringEnd(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return at + 1;
  }
  return undefined;
}

function unquoted(text: string): string | undefined {
  if (!text.includes("\\")) return text.slice(1, -1);
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined; // an escape that JSON does not know
  }
}

function matchEnd(sticky: RegExp, text: string, offset: number): number | undefined {
  sticky.lastIndex = offset;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}

const NUMERIC_WIDTH: Readonly<Record<string, number>> = { int: 1, bigint: 2, double: 3 };

/** The narrowest shape that holds both; `string` when nothing else does. */
export function mergeShapes(a: JsonShape, b: JsonShape): JsonShape {
  if (a === b || b.kind === "unknown") return a;
  if (a.kind === "unknown") return b;
  if (a.kind === "struct" && b.kind === "struct") return mergeStructs(a.fields, b.fields);
  if (a.kind === "array" && b.kind === "array") {
    return { kind: "array", element: mergeShapes(a.element, b.element) };
  }
  const widthA = NUMERIC_WIDTH[a.kind];
  const widthB = NUMERIC_WIDTH[b.kind];
  if (widthA !== undefined && widthB !== undefined) return widthA >= widthB ? a : b;
  return a.kind === b.kind ? a : STRING;
}

function mergeStructs(a: ReadonlyMap<string, JsonShape>, b: ReadonlyMap<string, JsonShape>): JsonShape {
  const fields = new Map(a);
  for (const [name, shape] of b) {
    if (!fields.has(name) && fields.size >= JSON_FIELDS_MAX) continue;
    fields.set(name, mergeShapes(fields.get(name) ?? UNKNOWN, shape));
  }
  return { kind: "struct", fields };
}
