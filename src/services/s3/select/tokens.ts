// The words of S3 Select's SQL, with their places.
import { lexerInvalidChar } from "./errors.ts";

export type TokenKind =
  | "identifier"
  | "quoted"
  | "literal"
  | "number"
  | "ion"
  | "operator"
  | "comma"
  | "dot"
  | "star"
  | "left_paren"
  | "right_paren"
  | "left_bracket"
  | "right_bracket"
  | "semicolon"
  | "end";

export interface Token {
  readonly kind: TokenKind;
  /** Identifiers as written; strings, quoted names and Ion without their marks. */
  readonly text: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

const PATTERNS: readonly (readonly [TokenKind | "blank", RegExp])[] = [
  ["blank", /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)+/y],
  ["number", /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ["identifier", /[\p{L}_$][\p{L}\p{N}_$]*/uy],
  ["literal", /'(?:[^']|'')*'/y],
  ["quoted", /"(?:[^"]|"")*"/y],
  ["ion", /`[^`]*`/y],
  ["operator", /<>|!=|<=|>=|\|\||[-+/%=<>]/y],
  ["comma", /,/y],
  ["dot", /\./y],
  ["star", /\*/y],
  ["left_paren", /\(/y],
  ["right_paren", /\)/y],
  ["left_bracket", /\[/y],
  ["right_bracket", /\]/y],
  ["semicolon", /;/y],
];

/** The last one is the end. Errors: LexerInvalidChar. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let [offset, line, lineStart] = [0, 1, 0];
  while (offset < text.length) {
    const [kind, raw] = match(text, offset) ?? [];
    const column = offset - lineStart + 1;
    if (kind === undefined || raw === undefined) throw lexerInvalidChar(line, column);
    if (kind !== "blank") tokens.push({ kind, text: valueOf(kind, raw), line, column });
    for (let at = raw.indexOf("\n"); at !== -1; at = raw.indexOf("\n", at + 1)) {
      line++;
      lineStart = offset + at + 1;
    }
    offset += raw.length;
  }
  tokens.push({ kind: "end", text: "", line, column: offset - lineStart + 1 });
  return tokens;
}

function match(text: string, offset: number): [TokenKind | "blank", string] | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = offset;
    const raw = pattern.exec(text)?.[0];
    if (raw !== undefined) return [kind, raw];
  }
  return undefined;
}

function valueOf(kind: TokenKind, raw: string): string {
  if (kind === "literal") return raw.slice(1, -1).replaceAll("''", "'");
  if (kind === "quoted") return raw.slice(1, -1).replaceAll('""', '"');
  return kind === "ion" ? raw.slice(1, -1) : raw;
}
