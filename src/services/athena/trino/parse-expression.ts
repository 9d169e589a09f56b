// Parses expressions by precedence: or, and, not, predicates, sums, products, signs, suffixes.
import { parsePrimary } from "./parse-primary.ts";
import type { Arithmetic, Comparison, Expression, SortItem } from "./syntax.ts";
import type { TokenReader } from "./token-reader.ts";

export function parseExpression(reader: TokenReader): Expression {
  return reader.nested(() => disjunction(reader));
}

export function parseSortItem(reader: TokenReader): SortItem {
  const value = parseExpression(reader);
  const descending = reader.takeOneOf("asc", "desc") === "desc";
  const nulls = reader.take("nulls")
    ? (reader.takeOneOf("first", "last") ?? reader.fail("'FIRST', 'LAST'"))
    : undefined;
  return { value, descending, nulls };
}

function disjunction(reader: TokenReader): Expression {
  let left = conjunction(reader);
  for (let place = reader.place; reader.take("or"); place = reader.place)
    left = { node: "or", place, left, right: conjunction(reader) };
  return left;
}

function conjunction(reader: TokenReader): Expression {
  let left = negation(reader);
  for (let place = reader.place; reader.take("and"); place = reader.place)
    left = { node: "and", place, left, right: negation(reader) };
  return left;
}

function negation(reader: TokenReader): Expression {
  const { place } = reader;
  return reader.take("not") ? { node: "not", place, value: reader.nested(() => negation(reader)) } : predicate(reader);
}

function comparisonOperator(reader: TokenReader): Comparison | undefined {
  const operator = reader.takeOneOf("=", "<>", "!=", "<=", ">=", "<", ">");
  return operator === "!=" ? "<>" : operator;
}

function predicate(reader: TokenReader): Expression {
  let value = sum(reader);
  for (;;) {
    const { place } = reader;
    const operator = comparisonOperator(reader);
    if (operator) {
      value = comparison(reader, value, operator, place);
      continue;
    }
    const next = worded(reader, value, place);
    if (!next) return value;
    value = next;
  }
}

function comparison(
  reader: TokenReader,
  left: Expression,
  operator: Comparison,
  place: Expression["place"],
): Expression {
  const quantifier = reader.ahead(1).text === "(" ? reader.takeOneOf("all", "any", "some") : undefined;
  if (!quantifier) return { node: "comparison", place, operator, left, right: sum(reader) };
  reader.expect("(");
  const query = reader.query();
  reader.expect(")");
  return { node: "quantified", place, operator, quantifier: quantifier === "all" ? "all" : "any", value: left, query };
}

/** `IS`, `BETWEEN`, `IN`, `LIKE`, or undefined when none follows. */
function worded(reader: TokenReader, value: Expression, at: Expression["place"]): Expression | undefined {
  const { place } = value;
  if (reader.take("is")) {
    const not = reader.take("not");
    if (reader.take("null")) return { node: "is-null", place, not, value };
    reader.expect("distinct", "from");
    return { node: "distinct-from", place, not, left: value, right: sum(reader) };
  }
  const not = ["between", "in", "like"].includes(reader.ahead(1).text) && reader.take("not");
  if (reader.take("between")) {
    const low = sum(reader);
    reader.expect("and");
    return { node: "between", place: at, not, value, low, high: sum(reader) };
  }
  if (reader.take("in")) return { node: "in", place, not, value, among: among(reader) };
  if (reader.take("like")) {
    const pattern = sum(reader);
    return { node: "like", place, not, value, pattern, escape: reader.take("escape") ? sum(reader) : undefined };
  }
  return undefined;
}

function among(reader: TokenReader): Extract<Expression, { node: "in" }>["among"] {
  reader.expect("(");
  const isQuery = reader.sees("select") || reader.sees("with") || reader.sees("values") || reader.sees("table");
  const result = isQuery ? reader.query() : reader.list(() => parseExpression(reader));
  reader.expect(")");
  return result;
}

function sum(reader: TokenReader): Expression {
  let left = product(reader);
  for (;;) {
    const { place } = reader;
    const operator = reader.takeOneOf("+", "-", "||");
    if (!operator) return left;
    const right = product(reader);
    left =
      operator === "||" ? { node: "concat", place, left, right } : { node: "arithmetic", place, operator, left, right };
  }
}

function product(reader: TokenReader): Expression {
  let left = signed(reader);
  for (;;) {
    const { place } = reader;
    const operator: Arithmetic | undefined = reader.takeOneOf("*", "/", "%");
    if (!operator) return left;
    left = { node: "arithmetic", place, operator, left, right: signed(reader) };
  }
}

function signed(reader: TokenReader): Expression {
  const { place } = reader;
  const sign = reader.takeOneOf("-", "+");
  return sign
    ? { node: "sign", place, negative: sign === "-", value: reader.nested(() => signed(reader)) }
    : suffixes(reader);
}

function suffixes(reader: TokenReader): Expression {
  let value = parsePrimary(reader, { parseExpression, parseSortItem });
  for (;;) {
    const { place } = reader;
    if (reader.take(".")) value = { node: "field", place: value.place, of: value, name: reader.name() };
    else if (reader.take("[")) {
      const index = parseExpression(reader);
      reader.expect("]");
      value = { node: "subscript", place: value.place, of: value, index };
    } else if (reader.take("at", "time", "zone"))
      value = { node: "at-zone", place, value, zone: parsePrimary(reader, { parseExpression, parseSortItem }) };
    else return value;
  }
}
