// Regular expressions between percent signs: AWS's small set of operators, none of which makes matching slow.
import { PatternProblem } from "./problem.ts";

/** Documented: letters, digits and some signs, and `^ $ ? [ ] { } | \ * + . ( )` as operators. */
const ACCEPTED = /^[\p{L}\p{N}_#=@/;,\-: "'!<>&~^$?[\]{}|\\*+.()`]+$/u;
/** Ours, against expressions that take exponential time: no repetition of what repeats or has choices. */
const NESTED_REPEAT = /\([^()]*[*+{|][^()]*\)\s*[*+{]/;
/** Of a message: what comes later is not looked at. */
const SEARCHED_MAX = 8 * 1024;

/** Errors: PatternProblem. */
export function regularExpression(text: string): (value: string) => boolean {
  if (!ACCEPTED.test(text) || NESTED_REPEAT.test(text)) throw new PatternProblem(text);
  let expression: RegExp;
  try {
    expression = new RegExp(text, "u");
  } catch {
    expression = lenient(text);
  }
  return (value) => expression.test(value.length > SEARCHED_MAX ? value.slice(0, SEARCHED_MAX) : value);
}

/** What Unicode expressions refuse, such as escapes of letters that mean nothing. */
function lenient(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new PatternProblem(text);
  }
}
