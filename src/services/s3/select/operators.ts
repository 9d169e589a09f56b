// Operators: SQL's three-valued logic, arithmetic in whole numbers where both sides are such, LIKE.
import { argumentTypes, divisionByZero, integerOverflow, invalidLike } from "./errors.ts";
import type { BinaryOperator } from "./syntax.ts";
import { compare, isAbsent, isNumber, numberOf, requireText, type Value } from "./values.ts";

/** Null: neither. */
export const truthOf = (value: Value): boolean | null => {
  if (typeof value === "boolean") return value;
  if (isAbsent(value)) return null;
  throw argumentTypes();
};

export function not(value: Value): Value {
  const truth = truthOf(value);
  return truth === null ? null : !truth;
}

export type Arithmetic = "+" | "-" | "*" | "/" | "%" | "||";
export type Comparison = Exclude<BinaryOperator, Arithmetic | "AND" | "OR">;

export function compared(operator: Comparison, left: Value, right: Value): Value {
  if (isAbsent(left) || isAbsent(right)) return null;
  const order = compare(left, right);
  if (order === undefined) return operator === "=" ? false : operator === "!=" ? true : null;
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Errors: IncorrectSqlFunctionArgumentType, IntegerOverflow, EvaluatorInvalidArguments for a division by zero. */
export function calculated(operator: Arithmetic, left: Value, right: Value): Value {
  if (isAbsent(left) || isAbsent(right)) return null;
  if (operator === "||") return requireText(left) + requireText(right);
  const [a, b] = [operandOf(left), operandOf(right)];
  if (typeof a === "bigint" && typeof b === "bigint") return int64(wholeResult(operator, a, b));
  return result(operator, Number(a), Number(b));
}

/** The text of a number counts as one. Inferred. Errors: IncorrectSqlFunctionArgumentType. */
export function operandOf(value: Value): bigint | number {
  const number = typeof value === "string" ? numberOf(value) : value;
  if (number === undefined || !isNumber(number)) throw argumentTypes();
  return number;
}

/** Errors: IntegerOverflow. */
export function int64(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw integerOverflow();
  return value;
}

function wholeResult(operator: Exclude<Arithmetic, "||">, a: bigint, b: bigint): bigint {
  if (b === 0n && (operator === "/" || operator === "%")) throw divisionByZero();
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    default:
      return a % b;
  }
}

function result(operator: Exclude<Arithmetic, "||">, a: number, b: number): number {
  if (b === 0 && (operator === "/" || operator === "%")) throw divisionByZero();
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    default:
      return a % b;
  }
}

/**
 * Of a pattern with `%` and `_`. What stands between two `%` is looked for once, where it comes first: no pattern takes
 * longer than the product of the lengths. Errors: LikeInvalidInputs.
 */
export function likePattern(pattern: Value, escape: Value | undefined): RegExp {
  if (typeof pattern !== "string") throw invalidLike();
  if (escape !== undefined && (typeof escape !== "string" || Array.from(escape).length !== 1)) throw invalidLike();
  const parts = [""];
  const characters = Array.from(pattern);
  const add = (source: string): void => void (parts[parts.length - 1] += source);
  for (let at = 0; at < characters.length; at++) {
    const one = characters[at] ?? "";
    if (one === escape) {
      const next = characters[++at];
      if (next === undefined) throw invalidLike();
      add(literal(next));
    } else if (one === "%") parts.push("");
    else add(one === "_" ? "." : literal(one));
  }
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return new RegExp(`^${first}$`, "su");
  const between = others.filter((part) => part !== "");
  // What a lookahead has found is not looked for again.
  const found = between.map((part, at) => `(?=(.*?${part}))\\${at + 1}`);
  return new RegExp(`^${first}${found.join("")}.*${last}$`, "su");
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
