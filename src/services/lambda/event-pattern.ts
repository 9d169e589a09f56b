// Filters of event source mappings: event patterns, in Lambda's words.
import { isPattern } from "../../kit/event-pattern.ts";
import { invalidParameter } from "./errors.ts";

export { matchesPattern } from "../../kit/event-pattern.ts";

/** Errors: InvalidParameterValueException; the text is recorded. */
export function checkPattern(text: string): void {
  if (!isPattern(text)) throw invalidParameter("Invalid filter pattern definition.");
}
