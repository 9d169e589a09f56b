// Expressions, by the precedence of SQL's operators.
import { expectedExpression, expectedRightParenthesis, expectedWhen, ionLiteral, unexpectedKeyword } from "./errors.ts";
import { parseCall } from "./parse-call.ts";
import { parseName, parseSteps } from "./parse-path.ts";
import type { BinaryOperator, Expression } from "./syntax.ts";
import { Timestamp } from "./timestamp.ts";
import type { Token } from "./tokens.ts";
import type { TokenReader } from "./token-reader.ts";
import { MISSING, numberOf } from "./values.ts";

const RESERVED = new Set(
  "SELECT FROM WHERE LIMIT AS AND OR NOT IN LIKE ESCAPE BETWEEN IS NULL MISSING TRUE FALSE CASE WHEN THEN ELSE END CAST GROUP ORDER HAVING BY JOIN ON UNION".split(
    " ",
  ),
);
export const isReserved = (word: string): boolean => RESERVED.has(word.toUpperCase());

/** Errors: the parser's codes of S3 Select. */
export function parseExpression(reader: TokenReader): Expression {
  let left = parseAnd(reader);
  while (reader.takeWord("OR")) left = { kind: "binary", operator: "OR", left, right: parseAnd(reader) };
  return left;
}

function parseAnd(reader: TokenReader): Expression {
  let left = parseNot(reader);
  while (reader.takeWord("AND")) left = { kind: "binary", operator: "AND", left, right: parseNot(reader) };
  return left;
}

function parseNot(reader: TokenReader): Expression {
  return reader.takeWord("NOT") ? { kind: "not", operand: parseNot(reader) } : parseComparison(reader);
}

const COMPARISONS: Readonly<Record<string, BinaryOperator>> = {
  "=": "=",
  "!=": "!=",
  "<>": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};

function parseComparison(reader: TokenReader): Expression {
  let operand = parseSum(reader);
  for (;;) {
    const operator = reader.is("operator") ? COMPARISONS[reader.peek().text] : undefined;
    if (operator !== undefined) {
      reader.next();
      operand = { kind: "binary", operator, left: operand, right: parseSum(reader) };
      continue;
    }
    const tested = parseTest(reader, operand);
    if (tested === undefined) return operand;
    operand = tested;
  }
}

function parseTest(reader: TokenReader, operand: Expression): Expression | undefined {
  if (reader.takeWord("IS")) {
    const negated = reader.takeWord("NOT");
    const what = reader.takeWord("MISSING") ? "MISSING" : "NULL";
    if (what === "NULL") reader.expectWord("NULL");
    return { kind: "is", operand, what, negated };
  }
  const negated = reader.isWord("NOT", "IN") || reader.isWord("NOT", "LIKE") || reader.isWord("NOT", "BETWEEN");
  if (negated) reader.next();
  const test = parsePredicate(reader, operand);
  return negated && test !== undefined ? { kind: "not", operand: test } : test;
}

function parsePredicate(reader: TokenReader, operand: Expression): Expression | undefined {
  if (reader.takeWord("BETWEEN")) {
    const low = parseSum(reader);
    reader.expectWord("AND");
    return { kind: "between", operand, low, high: parseSum(reader) };
  }
  if (reader.takeWord("IN")) {
    reader.expect("left_paren");
    const items = [parseExpression(reader)];
    while (reader.take("comma")) items.push(parseExpression(reader));
    reader.expect("right_paren", expectedRightParenthesis);
    return { kind: "in", operand, items };
  }
  if (!reader.takeWord("LIKE")) return undefined;
  const pattern = parseSum(reader);
  return { kind: "like", operand, pattern, escape: reader.takeWord("ESCAPE") ? parseSum(reader) : undefined };
}

function parseSum(reader: TokenReader): Expression {
  let left = parseProduct(reader);
  while (reader.is("operator", "+") || reader.is("operator", "-") || reader.is("operator", "||")) {
    const operator = reader.next().text as BinaryOperator;
    left = { kind: "binary", operator, left, right: parseProduct(reader) };
  }
  return left;
}

function parseProduct(reader: TokenReader): Expression {
  let left = parseSign(reader);
  while (reader.is("star") || reader.is("operator", "/") || reader.is("operator", "%")) {
    const operator = reader.next().text as BinaryOperator;
    left = { kind: "binary", operator, left, right: parseSign(reader) };
  }
  return left;
}

function parseSign(reader: TokenReader): Expression {
  if (reader.take("operator", "-")) return { kind: "negative", operand: parseSign(reader) };
  reader.take("operator", "+");
  return parsePrimary(reader);
}

function parsePrimary(reader: TokenReader): Expression {
  const token = reader.peek();
  if (token.kind === "literal") return { kind: "value", value: reader.next().text };
  if (token.kind === "number") return { kind: "value", value: numberOf(reader.next().text) ?? null };
  if (token.kind === "ion") return { kind: "value", value: timestampOf(reader.next()) };
  if (reader.take("left_paren")) {
    const inner = parseExpression(reader);
    reader.expect("right_paren", expectedRightParenthesis);
    return inner;
  }
  if (token.kind === "identifier") {
    if (reader.takeWord("NULL")) return { kind: "value", value: null };
    if (reader.takeWord("MISSING")) return { kind: "value", value: MISSING };
    if (reader.takeWord("TRUE")) return { kind: "value", value: true };
    if (reader.takeWord("FALSE")) return { kind: "value", value: false };
    if (reader.takeWord("CASE")) return parseCase(reader);
    if (reader.peek(1).kind === "left_paren") return parseCall(reader, parseExpression);
    if (isReserved(token.text)) throw unexpectedKeyword(token);
  } else if (token.kind !== "quoted") throw expectedExpression(token);
  return { kind: "path", steps: [{ name: parseName(reader) }, ...parseSteps(reader, false)] };
}

function timestampOf(token: Token): Timestamp {
  try {
    return Timestamp.parse(token.text);
  } catch {
    throw ionLiteral(token);
  }
}

function parseCase(reader: TokenReader): Expression {
  const operand = reader.isWord("WHEN") ? undefined : parseExpression(reader);
  const branches: [Expression, Expression][] = [];
  while (reader.takeWord("WHEN")) {
    const when = parseExpression(reader);
    reader.expectWord("THEN");
    branches.push([when, parseExpression(reader)]);
  }
  if (branches.length === 0) throw expectedWhen(reader.peek());
  const otherwise = reader.takeWord("ELSE") ? parseExpression(reader) : undefined;
  reader.expectWord("END");
  return { kind: "case", operand, branches, otherwise };
}
