// Parses what expressions are made of: literals, names, calls, casts, cases, subqueries.
import type { Expression, IntervalUnit, SortItem } from "./syntax.ts";
import { parseCall } from "./parse-call.ts";
import { parseType } from "./parse-type.ts";
import type { TokenReader } from "./token-reader.ts";
import type { TrinoType } from "./types.ts";

/** The parsers that primaries nest; given, so that files do not import each other in a circle. */
export interface Nested {
  readonly parseExpression: (reader: TokenReader) => Expression;
  readonly parseSortItem: (reader: TokenReader) => SortItem;
}

/** Functions that are written without parentheses. */
const BARE_FUNCTIONS = [
  "current_date",
  "current_time",
  "current_timestamp",
  "localtime",
  "localtimestamp",
  "current_user",
];

const UNITS: readonly IntervalUnit[] = ["year", "month", "day", "hour", "minute", "second"];

export function parsePrimary(reader: TokenReader, nested: Nested): Expression {
  const { current: token, place } = reader;
  switch (token.kind) {
    case "string":
    case "binary":
      reader.next();
      return { node: token.kind, place, text: token.text };
    case "number":
      reader.next();
      return { node: "number", place, text: token.text };
    case "mark":
      return marked(reader, nested);
    case "backquoted":
      return reader.fail(
        "<expression> (backquoted identifiers are not supported; use double quotes to quote identifiers)",
      );
    case "end":
      return reader.fail("<expression>");
    default:
      return literal(reader) ?? worded(reader, nested) ?? named(reader, nested);
  }
}

function marked(reader: TokenReader, nested: Nested): Expression {
  const { place } = reader;
  if (reader.take("?")) return { node: "parameter", place, index: reader.parameterCount++ };
  if (seesLambda(reader)) return lambda(reader, nested);
  reader.expect("(");
  if (startsQuery(reader)) {
    const query = reader.query();
    reader.expect(")");
    return { node: "subquery", place, query };
  }
  const items = reader.list(() => nested.parseExpression(reader));
  reader.expect(")");
  return items.length === 1 ? (items[0] as Expression) : { node: "row", place, items };
}

export function startsQuery(reader: TokenReader): boolean {
  let ahead = 0;
  while (reader.ahead(ahead).text === "(" && reader.ahead(ahead).kind === "mark") ahead++;
  const { kind, text } = reader.ahead(ahead);
  return kind === "word" && ["select", "with", "values", "table"].includes(text);
}

function seesLambda(reader: TokenReader): boolean {
  if (!reader.sees("(")) return false;
  let ahead = 1;
  if (reader.ahead(ahead).text === ")") return reader.ahead(ahead + 1).text === "->";
  for (; ; ahead += 2) {
    if (reader.ahead(ahead).kind !== "word" && reader.ahead(ahead).kind !== "quoted") return false;
    const { text } = reader.ahead(ahead + 1);
    if (text === ")") return reader.ahead(ahead + 2).text === "->";
    if (text !== ",") return false;
  }
}

function lambda(reader: TokenReader, nested: Nested): Expression {
  const { place } = reader;
  const parameters: string[] = [];
  if (reader.take("(")) {
    if (!reader.sees(")")) parameters.push(...reader.list(() => reader.name()));
    reader.expect(")");
  } else parameters.push(reader.name());
  reader.expect("->");
  return { node: "lambda", place, parameters, body: nested.parseExpression(reader) };
}

/** NULL, TRUE, `DATE '...'`, INTERVAL; undefined when none starts here. */
function literal(reader: TokenReader): Expression | undefined {
  const { place } = reader;
  if (reader.take("null")) return { node: "null", place };
  const truth = reader.takeOneOf("true", "false");
  if (truth) return { node: "boolean", place, value: truth === "true" };
  if (reader.sees("interval") && (reader.ahead(1).kind === "string" || ["-", "+"].includes(reader.ahead(1).text)))
    return interval(reader);
  const type = typedLiteral(reader);
  return type && { node: "typed", place, type, text: reader.string() };
}

function typedLiteral(reader: TokenReader): TrinoType | undefined {
  const { position } = reader;
  const { kind, text } = reader.current;
  if (
    kind !== "word" ||
    !/^(date|time|timestamp|decimal|json|char|varchar|real|double|bigint|integer|smallint|tinyint|boolean|uuid)$/.test(
      text,
    )
  )
    return undefined;
  if (reader.ahead(1).kind !== "string" && !(text === "double" && reader.ahead(2).kind === "string")) return undefined;
  const type = parseType(reader);
  if (reader.current.kind === "string") return type;
  reader.backTo(position);
  return undefined;
}

function interval(reader: TokenReader): Expression {
  const { place } = reader.next();
  const negative = reader.takeOneOf("+", "-") === "-";
  const text = reader.string();
  const unit = (): IntervalUnit =>
    reader.takeOneOf(...UNITS) ?? reader.fail(UNITS.map((name) => `'${name.toUpperCase()}'`).join(", "));
  const from = unit();
  return { node: "interval", place, negative, text, from, to: reader.take("to") ? unit() : undefined };
}

/** Special forms that start with a word; undefined when none starts here. */
function worded(reader: TokenReader, nested: Nested): Expression | undefined {
  const { place } = reader;
  const bare = BARE_FUNCTIONS.find((name) => reader.sees(name));
  if (bare) {
    reader.next();
    if (reader.take("(")) {
      reader.integer();
      reader.expect(")");
    }
    return call(place, bare, []);
  }
  if (reader.take("case")) return caseOf(reader, nested, place);
  if (reader.take("exists")) {
    reader.expect("(");
    const query = reader.query();
    reader.expect(")");
    return { node: "exists", place, query };
  }
  if (reader.ahead(1).text === "[" && reader.take("array")) {
    reader.next();
    const items = reader.sees("]") ? [] : reader.list(() => nested.parseExpression(reader));
    reader.expect("]");
    return { node: "array", place, items };
  }
  if (reader.ahead(1).text !== "(") return undefined;
  const form = reader.takeOneOf("cast", "try_cast", "extract", "position", "substring", "trim", "row", "normalize");
  return form && parenthesised(reader, nested, form, place);
}

function parenthesised(reader: TokenReader, nested: Nested, form: string, place: Expression["place"]): Expression {
  reader.expect("(");
  const expression = (): Expression => nested.parseExpression(reader);
  const close = <Node extends Expression>(node: Node): Node => {
    reader.expect(")");
    return node;
  };
  switch (form) {
    case "cast":
    case "try_cast": {
      const value = expression();
      reader.expect("as");
      return close({ node: "cast", place, value, type: parseType(reader), safe: form === "try_cast" });
    }
    case "extract": {
      const field = reader.next().text;
      reader.expect("from");
      return close({ node: "extract", place, field, value: expression() });
    }
    case "row":
      return close({ node: "row", place, items: reader.list(expression) });
    case "trim":
      return close(trim(reader, expression, place));
    default:
      return close(argumentsParted(reader, expression, form, place));
  }
}

/** `position(x IN y)` is `strpos(y, x)`; `substring(x FROM 2 FOR 3)`; both also with commas. */
function argumentsParted(
  reader: TokenReader,
  expression: () => Expression,
  form: string,
  place: Expression["place"],
): Expression {
  if (form === "position") {
    // IN would be read as a predicate: the needle is a literal or a name here.
    const needle = parsePrimary(reader, {
      parseExpression: expression,
      parseSortItem: () => reader.fail("<expression>"),
    });
    reader.expect("in");
    return call(place, "strpos", [expression(), needle]);
  }
  const args = [expression()];
  if (form === "substring" && reader.take("from")) {
    args.push(expression());
    if (reader.take("for")) args.push(expression());
  } else while (reader.take(",")) args.push(expression());
  return call(place, form, args);
}

function trim(reader: TokenReader, expression: () => Expression, place: Expression["place"]): Expression {
  const side = reader.takeOneOf("leading", "trailing", "both");
  const name = side === "leading" ? "ltrim" : side === "trailing" ? "rtrim" : "trim";
  if (side && reader.take("from")) return call(place, name, [expression()]);
  const first = expression();
  if (reader.take("from")) return call(place, name, [expression(), first]);
  return reader.take(",") ? call(place, name, [first, expression()]) : call(place, name, [first]);
}

function caseOf(reader: TokenReader, nested: Nested, place: Expression["place"]): Expression {
  const expression = (): Expression => nested.parseExpression(reader);
  const operand = reader.sees("when") ? undefined : expression();
  const branches: { when: Expression; result: Expression }[] = [];
  while (reader.take("when")) {
    const when = expression();
    reader.expect("then");
    branches.push({ when, result: expression() });
  }
  if (branches.length === 0) reader.fail("'WHEN'");
  const otherwise = reader.take("else") ? expression() : undefined;
  reader.expect("end");
  return { node: "case", place, operand, branches, otherwise };
}

function named(reader: TokenReader, nested: Nested): Expression {
  const { place } = reader;
  if (reader.ahead(1).text === "->" && reader.seesName()) return lambda(reader, nested);
  const isCall = reader.ahead(1).text === "(" && reader.ahead(1).kind === "mark";
  if (isCall && (reader.seesName() || reader.sees("grouping"))) return parseCall(reader, nested);
  return reader.seesName() ? { node: "name", place, name: reader.name() } : reader.fail("<expression>");
}

const call = (place: Expression["place"], name: string, args: readonly Expression[]): Expression => ({
  node: "call",
  place,
  name,
  args,
  star: false,
  distinct: false,
  orderBy: [],
  filter: undefined,
  nulls: undefined,
  over: undefined,
});
