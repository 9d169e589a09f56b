// `max-keys`, `max-parts` and `max-uploads`: never negative, and never more than a page holds.
import { invalidArgument } from "./errors.ts";

const INTEGER_MAX = 2_147_483_647;

/** Errors: InvalidArgument. Documented. */
export function pageLimit(name: string, value: number | undefined, limitMax: number): number {
  if (value !== undefined && (value < 0 || value > INTEGER_MAX))
    throw invalidArgument(`Argument ${name} must be an integer between 0 and ${INTEGER_MAX}`, name, value);
  return Math.min(value ?? limitMax, limitMax);
}
