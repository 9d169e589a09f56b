// Trino's lexical grammar: a query's text to tokens with their places.

/** Where a token or expression starts; both count from 1, as Trino's messages do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type TokenKind = "word" | "quoted" | "backquoted" | "string" | "binary" | "number" | "mark" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** Words in lower case, marks as they are, strings and quoted names without their quotes, `<EOF>` at the end. */
  readonly text: string;
  /** As written. */
  readonly raw: string;
  readonly place: Place;
  /** Offset of the first character, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A text that is no statement of the language. `message` starts with `line L:C: `. */
export class TrinoSyntaxError extends Error {
  constructor(place: Place, message: string) {
    super(`line ${place.line}:${place.column}: ${message}`);
  }
}

/** What tells dialects of SQL apart before any grammar. */
export interface Lexicon {
  /** Tried in order; sticky. */
  readonly patterns: readonly (readonly [TokenKind | "blank", RegExp])[];
  readonly valueOf: (kind: TokenKind, raw: string) => string;
}

const TRINO_PATTERNS: Lexicon["patterns"] = [
  ["blank", /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)+/y],
  ["binary", /[xX]'[0-9a-fA-F\s]*'/y],
  ["number", /(?:\d+(?:\.\d*)?|\.\d+)[eE][+-]?\d+|\d+\.\d*|\.\d+|\d+/y],
  ["word", /[\p{L}_@$][\p{L}\p{N}_@$]*/uy],
  ["string", /'(?:[^']|'')*'/y],
  ["quoted", /"(?:[^"]|"")*"/y],
  ["backquoted", /`(?:[^`]|``)*`/y],
  ["mark", /<>|!=|<=|>=|\|\||->|=>|[-+*/%=<>(),.;?[\]:{}]/y],
];

/** Errors: TrinoSyntaxError. The last token is the end. */
export function tokensOf(text: string, { patterns, valueOf }: Lexicon = TRINO_LEXICON): readonly Token[] {
  const tokens: Token[] = [];
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  let line = 0;
  const placeOf = (offset: number): Place => {
    while ((lineStarts[line + 1] ?? Infinity) <= offset) line++;
    return { line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 };
  };
  let offset = 0;
  while (offset < text.length) {
    const [kind, raw] = match(text, offset, patterns) ?? [];
    if (kind === undefined || raw === undefined) {
      const rest = text[offset];
      const why =
        rest === "'" || rest === '"' || rest === "`" ? `mismatched input '${rest}'` : `extraneous input '${rest}'`;
      throw new TrinoSyntaxError(placeOf(offset), `${why}. Expecting: <expression>`);
    }
    if (kind !== "blank")
      tokens.push({
        kind,
        raw,
        text: valueOf(kind, raw),
        place: placeOf(offset),
        start: offset,
        end: offset + raw.length,
      });
    offset += raw.length;
  }
  tokens.push({ kind: "end", raw: "<EOF>", text: "<EOF>", place: placeOf(offset), start: offset, end: offset });
  return tokens;
}

function match(text: string, offset: number, patterns: Lexicon["patterns"]): [TokenKind | "blank", string] | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = offset;
    const raw = pattern.exec(text)?.[0];
    if (raw !== undefined) return [kind, raw];
  }
  return undefined;
}

function trinoValueOf(kind: TokenKind, raw: string): string {
  switch (kind) {
    case "word":
      return raw.toLowerCase();
    case "string":
      return raw.slice(1, -1).replaceAll("''", "'");
    case "quoted":
      return raw.slice(1, -1).replaceAll('""', '"');
    case "backquoted":
      return raw.slice(1, -1).replaceAll("``", "`");
    case "binary":
      return raw.slice(2, -1).replaceAll(/\s/g, "");
    default:
      return raw;
  }
}

const TRINO_LEXICON: Lexicon = { patterns: TRINO_PATTERNS, valueOf: trinoValueOf };
