// Patterns of terms: all that are plain must be in the message, none that begins with a dash, and one of those with a question mark.
import { PatternProblem } from "./problem.ts";
import { regularExpression } from "./regular-expression.ts";

type Test = (message: string) => boolean;

const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)+)%|([^\s"%]+))(?=\s|$)/y;

/** Errors: PatternProblem. */
export function parseTerms(text: string): Test {
  const required: Test[] = [];
  const optional: Test[] = [];
  const excluded: Test[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < text.length) {
    const match = TERM.exec(text);
    if (!match) throw new PatternProblem(text);
    const [, sign, quoted, expression, plain] = match;
    const list = sign === "?" ? optional : sign === "-" ? excluded : required;
    list.push(
      expression === undefined
        ? contains(quoted === undefined ? (plain ?? "") : unescaped(quoted))
        : regularExpression(expression),
    );
  }
  // Documented: beside plain terms those with a question mark do not count.
  const any = required.length === 0 && optional.length > 0;
  return (message) =>
    required.every((test) => test(message)) &&
    (!any || optional.some((test) => test(message))) &&
    !excluded.some((test) => test(message));
}

const contains =
  (term: string): Test =>
  (message) =>
    message.includes(term);

export const unescaped = (quoted: string): string => quoted.replaceAll(/\\(.)/gs, "$1");
