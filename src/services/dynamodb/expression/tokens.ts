// Expressions as tokens: names, placeholders, indexes, operators.
import { type ExpressionKind, emptyExpression, expressionTooLong, syntaxError } from "../errors.ts";
import { EXPRESSION_BYTES_MAX } from "../limits.ts";

interface Token {
  readonly kind: "word" | "name" | "value" | "number" | "symbol" | "end";
  readonly text: string;
  /** Where it begins. */
  readonly at: number;
}

const TOKEN = /\s*(?:(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|([A-Za-z_][A-Za-z0-9_]*)|(\d+)|(<>|<=|>=|[=<>()[\],.+-]))/y;
const KINDS = ["name", "value", "word", "number", "symbol"] as const;
const END = "<EOF>";

/** Errors: ValidationException with AWS's text for what is no token. */
function tokenize(kind: ExpressionKind, text: string): readonly Token[] {
  if (text.trim() === "") throw emptyExpression(kind);
  const bytes = Buffer.byteLength(text);
  if (bytes > EXPRESSION_BYTES_MAX) throw expressionTooLong(kind, bytes);
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    const match = TOKEN.exec(text);
    if (!match) {
      const rest = text.slice(at).trimStart();
      throw syntaxError(kind, rest.slice(0, 1), rest.slice(0, 3));
    }
    const group = match.slice(1).findIndex((found) => found !== undefined);
    const found = match[group + 1] ?? "";
    at = TOKEN.lastIndex;
    tokens.push({ kind: KINDS[group] ?? "symbol", text: found, at: at - found.length });
  }
  return [...tokens, { kind: "end", text: END, at: text.length }];
}

/** Reads tokens one by one. */
export class Tokens {
  readonly kind: ExpressionKind;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(kind: ExpressionKind, text: string) {
    this.kind = kind;
    this.#text = text;
    this.#tokens = tokenize(kind, text);
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)] as Token;
  }

  next(): Token {
    const token = this.peek();
    this.#next++;
    return token;
  }

  /** Takes the symbol when it is next. */
  skips(symbol: string): boolean {
    const token = this.peek();
    const isNext = token.kind === "symbol" && token.text === symbol;
    if (isNext) this.#next++;
    return isNext;
  }

  /** Keywords are known in any case. */
  isKeyword(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "word" && token.text.toUpperCase() === word;
  }

  skipsKeyword(word: string): boolean {
    const isNext = this.isKeyword(word);
    if (isNext) this.#next++;
    return isNext;
  }

  /** Errors: ValidationException, a syntax error at what is next. */
  expect(symbol: string): void {
    if (!this.skips(symbol)) this.fail();
  }

  expectEnd(): void {
    if (this.peek().kind !== "end") this.fail();
  }

  fail(): never {
    const token = this.peek();
    const before = this.#tokens[this.#next - 1];
    const after = this.#tokens[this.#next + 1];
    const start = before ? before.at : token.at;
    const stop = after && after.kind !== "end" ? after.at + after.text.length : this.#text.length;
    throw syntaxError(this.kind, token.text, this.#text.slice(start, stop).trim());
  }
}
