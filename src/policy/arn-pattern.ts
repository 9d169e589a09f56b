// ARNs with wildcards, compared part by part: a `*` may cover slashes and, in the last part, colons, but never reaches
// from one of the first five parts into the next. Documented in the IAM guide, Resource element and ARN operators.
import { compileTemplate, type Matcher } from "./template.ts";

const PARTS = 6;

/** The six parts of an ARN; undefined when the text is none. */
export function arnParts(text: string): readonly string[] | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const parts: string[] = [];
  let from = 0;
  while (parts.length < PARTS - 1) {
    const colon = text.indexOf(":", from);
    if (colon < 0) return undefined;
    parts.push(text.slice(from, colon));
    from = colon + 1;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Like `arnParts` for a pattern: colons inside `${...}` do not count, and parts that are missing are `*`. */
export function patternParts(pattern: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < pattern.length && parts.length < PARTS - 1; at += 1) {
    if (pattern.startsWith("${", at)) {
      const close = pattern.indexOf("}", at);
      if (close < 0) break;
      at = close;
    } else if (pattern[at] === ":") {
      parts.push(pattern.slice(from, at));
      from = at + 1;
    }
  }
  parts.push(pattern.slice(from));
  while (parts.length < PARTS) parts.push("*");
  return parts;
}

/** Whether an ARN, given in its parts, is what the pattern says. */
export type ArnMatcher = (parts: readonly string[], lookup: Parameters<Matcher>[1]) => boolean;

export function compileArnPattern(pattern: string, variables: boolean, variablesFrom = 0): ArnMatcher {
  const matchers = patternParts(pattern).map((part, index): Matcher | undefined => {
    if (part === "*") return undefined;
    if (variables && index < variablesFrom && part.includes("${")) return () => false;
    return compileTemplate(part, { wildcards: true, variables });
  });
  // The last parts differ most often.
  const order = [5, 2, 4, 3, 1, 0].filter((index) => matchers[index] !== undefined);
  return (parts, lookup) => order.every((index) => matchers[index]!(parts[index]!, lookup));
}
