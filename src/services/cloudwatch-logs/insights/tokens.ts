// The words of a query of Logs Insights.
import { QueryProblem } from "./problem.ts";

export interface Token {
  readonly kind: "name" | "number" | "text" | "regex" | "sign" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN =
  /(?:\s|#[^\n]*(?:\n|$))*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?:ms|s|m|h|d|w|mo|q|y)?\b)|(@?[A-Za-z_][\w.@]*|`[^`]+`)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|=~|<=|>=|[-+*/%^=<>(),|[\]]))/y;
const REGEX = /\s*\/((?:[^/\\\n]|\\.)+)\//y;

export class Tokens {
  readonly #text: string;
  #at = 0;
  #next: Token;

  constructor(text: string) {
    this.#text = text;
    this.#next = this.#read();
  }

  get next(): Token {
    return this.#next;
  }

  take(): Token {
    const token = this.#next;
    if (token.kind !== "end") this.#next = this.#read();
    return token;
  }

  /** Whether the next token is this sign or, in any case of letters, this word; it is taken then. */
  accept(text: string): boolean {
    if (!this.isNext(text)) return false;
    this.take();
    return true;
  }

  isNext(text: string): boolean {
    const { kind, text: next } = this.#next;
    return (kind === "sign" || kind === "name") && next.toLowerCase() === text;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected();
  }

  name(): string {
    if (this.#next.kind !== "name") throw this.unexpected();
    return this.take().text.replaceAll("`", "");
  }

  /** An expression between slashes, where one may stand; undefined when there is none. */
  regex(): string | undefined {
    if (this.#next.kind !== "sign" || this.#next.text !== "/") return undefined;
    REGEX.lastIndex = this.#next.start;
    const match = REGEX.exec(this.#text);
    if (!match) throw this.unexpected();
    this.#at = REGEX.lastIndex;
    this.#next = this.#read();
    return match[1];
  }

  /** Where the next token begins. */
  mark(): number {
    return this.#next.start;
  }

  /** The text from there to the next token, without the space between. */
  since(start: number): string {
    return this.#text.slice(start, this.#next.start).trimEnd();
  }

  unexpected(): QueryProblem {
    const { kind, text, start, end } = this.#next;
    return new QueryProblem(kind === "end" ? "unexpected end of query" : `unexpected symbol found ${text}`, start, end);
  }

  #read(): Token {
    TOKEN.lastIndex = this.#at;
    const match = TOKEN.exec(this.#text);
    if (!match) {
      const rest = this.#text.slice(this.#at);
      if (!/^(?:\s|#[^\n]*(?:\n|$))*$/.test(rest))
        throw new QueryProblem(`unexpected symbol found ${rest.trim().charAt(0)}`, this.#at, this.#at + 1);
      return { kind: "end", text: "", start: this.#text.length, end: this.#text.length };
    }
    this.#at = TOKEN.lastIndex;
    const [whole, number, name, doubled, single, sign] = match;
    const text = number ?? name ?? doubled ?? single ?? sign ?? "";
    const end = this.#at;
    const start = end - whole.trimStart().length;
    if (number !== undefined) return { kind: "number", text, start, end };
    if (name !== undefined) return { kind: "name", text, start, end };
    if (sign !== undefined) return { kind: "sign", text, start, end };
    return { kind: "text", text: text.replaceAll(/\\(["'\\])/g, "$1"), start, end };
  }
}
