// Expressions of Logs Insights: read, and worked out for a row.
import { durationMs, FUNCTIONS, type RowFunction } from "./functions.ts";
import { QueryProblem } from "./problem.ts";
import { compareValues, isTrue, numberOf, type Row, textOf, type Value } from "./row.ts";
import type { Tokens } from "./tokens.ts";

export type Expression = (row: Row) => Value;

const DEPTH_MAX = 50;
const PATTERN_MAX = 8 * 1024;

type Combine = (left: Value, right: Value) => Value;

const arithmetic =
  (combine: (left: number, right: number) => number): Combine =>
  (left, right) => {
    const [one, other] = [numberOf(left), numberOf(right)];
    const value = one === undefined || other === undefined ? NaN : combine(one, other);
    return Number.isFinite(value) ? value : undefined;
  };

const both =
  (holds: (order: number) => boolean): Combine =>
  (left, right) =>
    left !== undefined && right !== undefined && holds(compareValues(left, right));

/** From the weakest to the strongest, behind `or`, `and` and `not`. */
const COMPARISONS: Readonly<Record<string, Combine>> = {
  "=": both((order) => order === 0),
  "!=": (left, right) => compareValues(left, right) !== 0,
  "<": both((order) => order < 0),
  "<=": both((order) => order <= 0),
  ">": both((order) => order > 0),
  ">=": both((order) => order >= 0),
};
const SUMS: Readonly<Record<string, Combine>> = {
  "+": arithmetic((left, right) => left + right),
  "-": arithmetic((left, right) => left - right),
};
const PRODUCTS: Readonly<Record<string, Combine>> = {
  "*": arithmetic((left, right) => left * right),
  "/": arithmetic((left, right) => left / right),
  "%": arithmetic((left, right) => left % right),
};
const POWERS: Readonly<Record<string, Combine>> = { "^": arithmetic((left, right) => left ** right) };

/** Errors of all: QueryProblem. */
export function parseExpression(tokens: Tokens, depth = 0): Expression {
  if (depth > DEPTH_MAX) throw new QueryProblem("the expression is too deep", tokens.next.start, tokens.next.end);
  const parts = [conjunction(tokens, depth)];
  while (tokens.accept("or")) parts.push(conjunction(tokens, depth));
  const [only] = parts;
  return only && parts.length === 1 ? only : (row) => parts.some((part) => isTrue(part(row)));
}

function conjunction(tokens: Tokens, depth: number): Expression {
  const parts = [negation(tokens, depth)];
  while (tokens.accept("and")) parts.push(negation(tokens, depth));
  const [only] = parts;
  return only && parts.length === 1 ? only : (row) => parts.every((part) => isTrue(part(row)));
}

function negation(tokens: Tokens, depth: number): Expression {
  if (!tokens.accept("not")) return comparison(tokens, depth);
  const inner = negation(tokens, depth + 1);
  return (row) => !isTrue(inner(row));
}

function comparison(tokens: Tokens, depth: number): Expression {
  const left = chain(tokens, [SUMS, PRODUCTS, POWERS], depth);
  const isNot = tokens.accept("not");
  if (tokens.accept("in")) return member(tokens, left, isNot);
  if (tokens.accept("like")) return like(tokens, left, isNot);
  if (isNot) throw tokens.unexpected();
  if (tokens.accept("=~")) return like(tokens, left, false);
  const combine = operatorOf(tokens, COMPARISONS);
  if (!combine) return left;
  const right = chain(tokens, [SUMS, PRODUCTS, POWERS], depth);
  return (row) => combine(left(row), right(row));
}

function operatorOf(tokens: Tokens, operators: Readonly<Record<string, Combine>>): Combine | undefined {
  const { kind, text } = tokens.next;
  if (kind !== "sign" || !Object.hasOwn(operators, text)) return undefined;
  tokens.take();
  return operators[text];
}

function chain(tokens: Tokens, levels: readonly Readonly<Record<string, Combine>>[], depth: number): Expression {
  const [operators, ...stronger] = levels;
  if (!operators) return parsePrimary(tokens, depth);
  let left = chain(tokens, stronger, depth);
  for (let combine = operatorOf(tokens, operators); combine; combine = operatorOf(tokens, operators)) {
    const [one, apply, other] = [left, combine, chain(tokens, stronger, depth)];
    left = (row) => apply(one(row), other(row));
  }
  return left;
}

function member(tokens: Tokens, left: Expression, isNot: boolean): Expression {
  tokens.expect("[");
  const items: Expression[] = [];
  do items.push(parsePrimary(tokens));
  while (tokens.accept(","));
  tokens.expect("]");
  return (row) => {
    const value = left(row);
    return items.some((item) => value !== undefined && compareValues(value, item(row)) === 0) !== isNot;
  };
}

function like(tokens: Tokens, left: Expression, isNot: boolean): Expression {
  const { start } = tokens.next;
  const source = tokens.regex();
  if (source !== undefined) {
    const expression = compiled(source, start);
    return (row) => expression.test(textOf(left(row)).slice(0, PATTERN_MAX)) !== isNot;
  }
  if (tokens.next.kind !== "text") throw tokens.unexpected();
  const { text } = tokens.take();
  // Documented: a text is looked for as it stands; with percent signs it is a pattern.
  const pattern = text.includes("%") ? compiled(`^${text.split("%").map(escaped).join(".*")}$`, start) : undefined;
  return (row) => {
    const value = textOf(left(row));
    return (pattern ? pattern.test(value.slice(0, PATTERN_MAX)) : value.includes(text)) !== isNot;
  };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Repetitions of what repeats are refused: they could take forever. */
export function compiled(source: string, start: number): RegExp {
  const [, flags, body = ""] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(source) ?? [];
  if (/\([^()]*[*+{|][^()]*\)\s*[*+{]/.test(body))
    throw new QueryProblem("the expression could take forever", start, start + source.length);
  try {
    return new RegExp(body.replaceAll("(?P<", "(?<"), flags ?? "");
  } catch {
    throw new QueryProblem("invalid regular expression", start, start + source.length);
  }
}

/** A field, a constant, a call, or what stands in parentheses. */
export function parsePrimary(tokens: Tokens, depth = 0): Expression {
  if (tokens.accept("(")) {
    const inner = parseExpression(tokens, depth + 1);
    tokens.expect(")");
    return inner;
  }
  if (tokens.accept("-")) {
    const inner = parsePrimary(tokens, depth + 1);
    return (row) => arithmetic((zero, value) => zero - value)(0, inner(row));
  }
  const { kind, text, start, end } = tokens.next;
  if (kind === "text") return constant(tokens.take().text);
  if (kind === "number") {
    tokens.take();
    return constant(durationMs(text) === undefined ? Number(text) : text);
  }
  const name = tokens.name();
  if (!tokens.accept("("))
    return name === "true" || name === "false" ? constant(name === "true") : (row) => row.get(name);
  const known = name.toLowerCase();
  if (known === "bin") return binned(tokens, depth);
  const run: RowFunction | undefined = Object.hasOwn(FUNCTIONS, known) ? FUNCTIONS[known] : undefined;
  if (!run) throw new QueryProblem(`unknown function ${text}`, start, end);
  const inputs = inputsOf(tokens, depth);
  return (row) => run(inputs.map((input) => input(row)));
}

const constant =
  (value: Value): Expression =>
  () =>
    value;

function binned(tokens: Tokens, depth: number): Expression {
  const [period] = inputsOf(tokens, depth);
  return (row) => FUNCTIONS["datefloor"]?.([row.get("@timestamp"), period?.(row)]);
}

function inputsOf(tokens: Tokens, depth: number): Expression[] {
  const inputs: Expression[] = [];
  if (tokens.accept(")")) return inputs;
  do inputs.push(parseExpression(tokens, depth + 1));
  while (tokens.accept(","));
  tokens.expect(")");
  return inputs;
}
