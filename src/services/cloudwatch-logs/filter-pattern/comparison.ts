// Comparisons in patterns: a field against a number, a text with wildcards or a regular expression.
import { PatternProblem } from "./problem.ts";
import { regularExpression } from "./regular-expression.ts";
import { unescaped } from "./terms.ts";

export type Comparator = "=" | "!=" | "<" | ">" | "<=" | ">=";

/** A field that is not there is undefined. */
export type Comparison = (value: string | number | boolean | null | undefined) => boolean;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** `operand` as written: `404`, `4*`, `"a b"`, `%4[0-9]{2}%`. Errors: PatternProblem. */
export function comparisonOf(comparator: Comparator, operand: string): Comparison {
  if (comparator === "=") return equals(operand);
  if (comparator === "!=") {
    const same = equals(operand);
    return (value) => value !== undefined && !same(value);
  }
  if (!NUMBER.test(operand)) throw new PatternProblem(operand);
  const bound = Number(operand);
  const holds = ORDERS[comparator];
  return (value) => {
    const number = numberOf(value);
    return number !== undefined && holds(number, bound);
  };
}

const ORDERS: Readonly<Record<"<" | ">" | "<=" | ">=", (left: number, right: number) => boolean>> = {
  "<": (left, right) => left < right,
  ">": (left, right) => left > right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
};

function numberOf(value: string | number | boolean | null | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && NUMBER.test(value) ? Number(value) : undefined;
}

function equals(operand: string): Comparison {
  const [, expression] = /^%(.+)%$/s.exec(operand) ?? [];
  if (expression !== undefined) {
    const test = regularExpression(expression);
    return (value) => value !== undefined && value !== null && test(String(value));
  }
  const [, quoted] = /^"(.*)"$/s.exec(operand) ?? [];
  const text = quoted === undefined ? operand : unescaped(quoted);
  if (quoted === undefined && NUMBER.test(operand)) {
    const number = Number(operand);
    return (value) => numberOf(value) === number;
  }
  if (!text.includes("*")) return (value) => value !== undefined && value !== null && String(value) === text;
  const parts = text.split("*");
  return (value) => value !== undefined && value !== null && matchesParts(String(value), parts);
}

/** Whether the parts stand in the value in this order, the first at its beginning and the last at its end. */
function matchesParts(value: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length) return false;
  let at = first.length;
  const end = value.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
