// Parses queries: WITH, SELECT, VALUES, set operations, ORDER BY, OFFSET, LIMIT.
import { parseWindow } from "./parse-call.ts";
import { parseExpression, parseSortItem } from "./parse-expression.ts";
import { startsQuery } from "./parse-primary.ts";
import { parseRelations } from "./parse-relation.ts";
import type { CommonTable, Expression, Grouping, Query, QueryBody, Select, SelectItem } from "./syntax.ts";
import { TokenReader } from "./token-reader.ts";

/** A whole statement that is a query. Errors: TrinoSyntaxError. */
export function parseQueryText(text: string): { readonly query: Query; readonly parameterCount: number } {
  const reader = readerOf(text);
  const query = parseQuery(reader);
  reader.expectEnd();
  return { query, parameterCount: reader.parameterCount };
}

export const readerOf = (text: string): TokenReader => new TokenReader(text, parseQuery);

/** An expression alone, e.g. an execution parameter. Errors: TrinoSyntaxError. */
export function parseExpressionText(text: string): Expression {
  const reader = readerOf(text);
  const expression = parseExpression(reader);
  reader.expectEnd();
  return expression;
}

function parseQuery(reader: TokenReader): Query {
  const { place } = reader;
  const isWith = reader.take("with");
  const recursive = isWith && reader.take("recursive");
  const tables = isWith ? reader.list(() => commonTable(reader)) : [];
  const body = union(reader);
  const orderBy = reader.take("order", "by") ? reader.list(() => parseSortItem(reader)) : [];
  let offset: Expression | undefined;
  let limit: Expression | undefined;
  // Athena takes OFFSET before LIMIT, as Trino; the other order, which many write, is accepted too.
  for (;;) {
    if (!offset && reader.take("offset")) {
      offset = count(reader);
      reader.takeOneOf("rows", "row");
    } else if (!limit && reader.take("limit")) limit = reader.take("all") ? undefined : count(reader);
    else if (!limit && reader.take("fetch")) limit = fetchFirst(reader);
    else break;
  }
  return { place, recursive, with: tables, body, orderBy, offset, limit };
}

function count(reader: TokenReader): Expression {
  const { place } = reader;
  if (reader.take("?")) return { node: "parameter", place, index: reader.parameterCount++ };
  return { node: "number", place, text: String(reader.integer()) };
}

function fetchFirst(reader: TokenReader): Expression {
  const { place } = reader;
  if (!reader.takeOneOf("first", "next")) reader.fail("'FIRST', 'NEXT'");
  const limit: Expression =
    reader.current.kind === "number" || reader.sees("?") ? count(reader) : { node: "number", place, text: "1" };
  if (!reader.takeOneOf("rows", "row")) reader.fail("'ROW', 'ROWS'");
  reader.expect("only");
  return limit;
}

function commonTable(reader: TokenReader): CommonTable {
  const { place } = reader;
  const name = reader.name();
  const columns = reader.sees("(") ? names(reader) : undefined;
  reader.expect("as", "(");
  const query = reader.query();
  reader.expect(")");
  return { place, name, columns, query };
}

function names(reader: TokenReader): string[] {
  reader.expect("(");
  const list = reader.list(() => reader.name());
  reader.expect(")");
  return list;
}

function union(reader: TokenReader): QueryBody {
  let left = intersection(reader);
  for (;;) {
    const { place } = reader;
    const node = reader.takeOneOf("union", "except");
    if (!node) return left;
    left = { node, place, all: allOrDistinct(reader), left, right: intersection(reader) };
  }
}

function intersection(reader: TokenReader): QueryBody {
  let left = term(reader);
  for (let place = reader.place; reader.take("intersect"); place = reader.place)
    left = { node: "intersect", place, all: allOrDistinct(reader), left, right: term(reader) };
  return left;
}

const allOrDistinct = (reader: TokenReader): boolean => reader.takeOneOf("all", "distinct") === "all";

function term(reader: TokenReader): QueryBody {
  const { place } = reader;
  if (reader.take("values")) return { node: "values", place, rows: reader.list(() => parseExpression(reader)) };
  if (reader.take("table")) return { node: "table", place, name: reader.qualifiedName() };
  if (startsQuery(reader) && reader.take("(")) {
    const query = reader.query();
    reader.expect(")");
    return { node: "nested", place, query };
  }
  if (!reader.sees("select")) reader.fail("'SELECT', 'TABLE', 'VALUES', 'WITH', <query>");
  return reader.nested(() => select(reader));
}

function select(reader: TokenReader): Select {
  const { place } = reader.next();
  const distinct = reader.takeOneOf("distinct", "all") === "distinct";
  const items = reader.list(() => selectItem(reader));
  const from = reader.take("from") ? parseRelations(reader) : undefined;
  const where = reader.take("where") ? parseExpression(reader) : undefined;
  const groupBy = reader.take("group", "by") ? groupings(reader) : [];
  const having = reader.take("having") ? parseExpression(reader) : undefined;
  const windows = reader.take("window") ? reader.list(() => namedWindow(reader)) : [];
  return { node: "select", place, distinct, items, from, where, groupBy, having, windows };
}

function namedWindow(reader: TokenReader): Select["windows"][number] {
  const name = reader.name();
  reader.expect("as");
  return { name, window: parseWindow(reader, { parseExpression, parseSortItem }) };
}

function selectItem(reader: TokenReader): SelectItem {
  const { place } = reader;
  if (reader.take("*")) return { node: "all", place, of: [] };
  const of = qualifiedAll(reader);
  if (of) return { node: "all", place, of };
  const value = parseExpression(reader);
  const alias = reader.take("as")
    ? reader.name()
    : reader.seesName() && !reader.sees("window")
      ? reader.name()
      : undefined;
  return { node: "item", place, value, alias };
}

/** `t.*` or `db.t.*`; undefined (and nothing read) when it is something else. */
function qualifiedAll(reader: TokenReader): readonly string[] | undefined {
  const { position } = reader;
  const parts: string[] = [];
  while (reader.seesName() && reader.ahead(1).text === ".") {
    parts.push(reader.name());
    reader.next();
    if (reader.take("*")) return parts;
  }
  reader.backTo(position);
  return undefined;
}

function groupings(reader: TokenReader): Grouping[] {
  reader.takeOneOf("all", "distinct");
  return reader.list(() => grouping(reader));
}

function grouping(reader: TokenReader): Grouping {
  const expressions = (): Expression[] => {
    reader.expect("(");
    const list = reader.sees(")") ? [] : reader.list(() => parseExpression(reader));
    reader.expect(")");
    return list;
  };
  const multi = reader.ahead(1).text === "(" ? reader.takeOneOf("rollup", "cube") : undefined;
  if (multi) return { node: multi, values: expressions() };
  if (reader.take("grouping", "sets")) {
    reader.expect("(");
    const sets = reader.list(() => (reader.sees("(") ? expressions() : [parseExpression(reader)]));
    reader.expect(")");
    return { node: "sets", sets };
  }
  if (reader.sees("(", ")")) return { node: "sets", sets: [expressions()] };
  return { node: "simple", value: parseExpression(reader) };
}
