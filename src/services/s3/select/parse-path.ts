// Paths: `s.a."B"[0]`, and in FROM `S3Object[*].a[*]`.
import { invalidPathComponent } from "./errors.ts";
import type { Name, Step } from "./syntax.ts";
import type { TokenReader } from "./token-reader.ts";

export function parseName(reader: TokenReader): Name {
  const token = reader.next();
  if (token.kind !== "identifier" && token.kind !== "quoted") throw invalidPathComponent(token);
  return { text: token.text, exact: token.kind === "quoted" };
}

/** What follows a path's first name. `withStars`: in FROM. */
export function parseSteps(reader: TokenReader, withStars: boolean): Step[] {
  const steps: Step[] = [];
  for (;;) {
    if (reader.is("dot")) {
      // `s.*` belongs to the SELECT list.
      if (!withStars && reader.peek(1).kind === "star") return steps;
      reader.next();
      if (withStars && reader.take("star")) steps.push({ every: true });
      else steps.push({ name: parseName(reader) });
    } else if (reader.take("left_bracket")) {
      steps.push(parseBracket(reader, withStars));
      reader.expect("right_bracket", invalidPathComponent);
    } else return steps;
  }
}

function parseBracket(reader: TokenReader, withStars: boolean): Step {
  const token = reader.next();
  if (token.kind === "star" && withStars) return { every: true };
  if (token.kind === "number" && /^\d+$/.test(token.text)) return { index: Number(token.text) };
  if (token.kind === "literal") return { name: { text: token.text, exact: true } };
  throw invalidPathComponent(token);
}
