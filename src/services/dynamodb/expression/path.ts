// Document paths in expressions, and paths that get in each other's way.
import { pathText, type Path } from "../document-path.ts";
import { conflictingPaths, type ExpressionKind, overlappingPaths, reservedWord } from "../errors.ts";
import type { Placeholders } from "./placeholders.ts";
import { isReserved } from "./reserved-words.ts";
import type { Tokens } from "./tokens.ts";

export function parsePath(tokens: Tokens, placeholders: Placeholders): Path {
  const path: [string, ...(string | number)[]] = [parseName(tokens, placeholders)];
  for (;;) {
    if (tokens.skips(".")) path.push(parseName(tokens, placeholders));
    else if (tokens.skips("[")) {
      if (tokens.peek().kind !== "number") tokens.fail();
      path.push(Number(tokens.next().text));
      tokens.expect("]");
    } else return path;
  }
}

function parseName(tokens: Tokens, placeholders: Placeholders): string {
  const token = tokens.peek();
  if (token.kind === "name") return placeholders.name(tokens.kind, tokens.next().text);
  if (token.kind !== "word") tokens.fail();
  if (isReserved(token.text)) throw reservedWord(tokens.kind, token.text);
  return tokens.next().text;
}

/** Errors: ValidationException when one path lies in another, or one treats as a map what another treats as a list. */
export function assertDisjoint(kind: ExpressionKind, paths: readonly Path[]): void {
  for (const [at, one] of paths.entries()) {
    for (const other of paths.slice(at + 1)) {
      const differs = one.findIndex((element, index) => element !== other[index]);
      if (differs === -1 || differs >= other.length) throw overlappingPaths(kind, pathText(one), pathText(other));
      if (typeof one[differs] !== typeof other[differs]) throw conflictingPaths(kind, pathText(one), pathText(other));
    }
  }
}
