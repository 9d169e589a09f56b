// Projection expressions, parsed.
import type { Path } from "../document-path.ts";
import { assertDisjoint, parsePath } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { Tokens } from "./tokens.ts";

/** Errors: ValidationException. */
export function parseProjection(text: string, placeholders: Placeholders): readonly Path[] {
  const tokens = new Tokens("ProjectionExpression", text);
  const paths: Path[] = [];
  do paths.push(parsePath(tokens, placeholders));
  while (tokens.skips(","));
  tokens.expectEnd();
  assertDisjoint("ProjectionExpression", paths);
  return paths;
}
