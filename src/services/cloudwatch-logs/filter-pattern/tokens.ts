// The words of patterns in braces and brackets.
import { PatternProblem } from "./problem.ts";

const TOKEN =
  /\s*(&&|\|\||\.\.\.|<=|>=|!=|[=<>(){},[\]]|"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)+%|\$(?:[^\s=<>!&|,()}"[\]]|\[[^\]]*\])*|[^\s=<>!&|,(){}"%[\]]+)/y;
/** Ours: how deep conditions may be. */
export const DEPTH_MAX = 50;

/** Reads tokens one by one. Errors of all: PatternProblem. */
export class Tokens {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    const tokens: string[] = [];
    TOKEN.lastIndex = 0;
    const end = text.trimEnd().length;
    while (TOKEN.lastIndex < end) {
      const match = TOKEN.exec(text);
      if (!match) throw this.problem();
      tokens.push(match[1] ?? "");
    }
    this.#tokens = tokens;
  }

  get next(): string | undefined {
    return this.#tokens[this.#at];
  }

  take(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw this.problem();
    return token;
  }

  accept(token: string): boolean {
    if (this.next !== token) return false;
    this.#at += 1;
    return true;
  }

  expect(token: string): void {
    if (!this.accept(token)) throw this.problem();
  }

  end(): void {
    if (this.next !== undefined) throw this.problem();
  }

  problem(): PatternProblem {
    return new PatternProblem(this.#text);
  }
}
