// Filter patterns of requests.
import { invalidPattern } from "./errors.ts";
import { type FilterPattern, parseFilterPattern } from "./filter-pattern/filter-pattern.ts";
import { PatternProblem } from "./filter-pattern/problem.ts";

/** Errors: InvalidParameterException. */
export function patternOf(text: string): FilterPattern {
  try {
    return parseFilterPattern(text);
  } catch (error) {
    throw error instanceof PatternProblem ? invalidPattern() : error;
  }
}
