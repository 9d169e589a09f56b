// Reads the words of an expression one after the other.
import type { AwsError } from "../../../kit/errors.ts";
import { expectedKeyword, unexpectedToken } from "./errors.ts";
import { type Token, type TokenKind, tokensOf } from "./tokens.ts";

export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (token === undefined) throw new Error("an expression has at least its end");
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  is(kind: TokenKind, text?: string): boolean {
    const token = this.peek();
    return token.kind === kind && (text === undefined || token.text === text);
  }

  isWord(...words: readonly string[]): boolean {
    return words.every((word, ahead) => {
      const { kind, text } = this.peek(ahead);
      return kind === "identifier" && text.toUpperCase() === word;
    });
  }

  take(kind: TokenKind, text?: string): boolean {
    const found = this.is(kind, text);
    if (found) this.#at++;
    return found;
  }

  takeWord(...words: readonly string[]): boolean {
    const found = this.isWord(...words);
    if (found) this.#at += words.length;
    return found;
  }

  expect(kind: TokenKind, refusal: (token: Token) => AwsError = unexpectedToken): Token {
    if (!this.is(kind)) throw refusal(this.peek());
    return this.next();
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw expectedKeyword(word.toLowerCase(), this.peek());
  }
}
