// Filter patterns: which log events a filter is for. Documented ("Filter pattern syntax").
import { parseFields } from "./fields.ts";
import { parseJson } from "./json.ts";
import { parseTerms } from "./terms.ts";

export interface Match {
  /** What `$.field` and `$name` stand for. */
  value(selector: string): string | undefined;
  /** The fields that the pattern names, as TestMetricFilter shows them. */
  readonly extracted: Readonly<Record<string, string>>;
}

/** Undefined for an event that does not match. */
export type FilterPattern = (message: string) => Match | undefined;

const NOTHING: Match = { value: () => undefined, extracted: {} };

/** Errors: PatternProblem. */
export function parseFilterPattern(text: string): FilterPattern {
  const trimmed = text.trim();
  if (trimmed === "") return () => NOTHING;
  if (trimmed.startsWith("{")) return parseJson(trimmed);
  if (trimmed.startsWith("[")) return parseFields(trimmed);
  const terms = parseTerms(trimmed);
  return (message) => (terms(message) ? NOTHING : undefined);
}
