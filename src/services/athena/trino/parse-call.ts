// Parses function calls with all that may follow: DISTINCT, ORDER BY, WITHIN GROUP, FILTER, OVER and its frame.
import type { Expression, Frame, FrameBound, FunctionCall, SortItem, Window } from "./syntax.ts";
import type { TokenReader } from "./token-reader.ts";

interface Nested {
  readonly parseExpression: (reader: TokenReader) => Expression;
  readonly parseSortItem: (reader: TokenReader) => SortItem;
}

export function parseCall(reader: TokenReader, nested: Nested): FunctionCall {
  const { place } = reader;
  const name = reader.next().text.toLowerCase();
  reader.expect("(");
  const star = reader.take("*");
  const distinct = !star && reader.take("distinct");
  if (!star && !distinct) reader.take("all");
  const args =
    star || reader.sees(")") || reader.sees("order") ? [] : reader.list(() => nested.parseExpression(reader));
  if (reader.take("on")) reader.fail("')' (ON OVERFLOW is not supported)");
  let orderBy = orderByOf(reader, nested);
  reader.expect(")");
  let nulls = nullTreatment(reader);
  if (reader.take("within", "group")) {
    reader.expect("(");
    orderBy = orderByOf(reader, nested);
    reader.expect(")");
  }
  const filter = reader.take("filter") ? filterOf(reader, nested) : undefined;
  nulls ??= nullTreatment(reader);
  const over = reader.take("over") ? (reader.seesName() ? reader.name() : parseWindow(reader, nested)) : undefined;
  return { node: "call", place, name, args, star, distinct, orderBy, filter, nulls, over };
}

function orderByOf(reader: TokenReader, nested: Nested): SortItem[] {
  return reader.take("order", "by") ? reader.list(() => nested.parseSortItem(reader)) : [];
}

function nullTreatment(reader: TokenReader): "ignore" | "respect" | undefined {
  if (reader.take("ignore", "nulls")) return "ignore";
  return reader.take("respect", "nulls") ? "respect" : undefined;
}

function filterOf(reader: TokenReader, nested: Nested): Expression {
  reader.expect("(", "where");
  const condition = nested.parseExpression(reader);
  reader.expect(")");
  return condition;
}

export function parseWindow(reader: TokenReader, nested: Nested): Window {
  reader.expect("(");
  const keyword = ["partition", "order", "rows", "range", "groups"].some((word) => reader.sees(word));
  const extended = !keyword && reader.seesName() ? reader.name() : undefined;
  const partitionBy = reader.take("partition", "by") ? reader.list(() => nested.parseExpression(reader)) : [];
  const orderBy = orderByOf(reader, nested);
  const unit = reader.takeOneOf("rows", "range", "groups");
  const frame = unit && frameOf(reader, nested, unit);
  reader.expect(")");
  return { extends: extended, partitionBy, orderBy, frame };
}

function frameOf(reader: TokenReader, nested: Nested, unit: Frame["unit"]): Frame {
  if (!reader.take("between")) return { unit, start: bound(reader, nested), end: undefined };
  const start = bound(reader, nested);
  reader.expect("and");
  return { unit, start, end: bound(reader, nested) };
}

function bound(reader: TokenReader, nested: Nested): FrameBound {
  if (reader.take("current", "row")) return { kind: "current row", offset: undefined };
  const side = (): "preceding" | "following" =>
    reader.takeOneOf("preceding", "following") ?? reader.fail("'FOLLOWING', 'PRECEDING'");
  if (reader.take("unbounded")) return { kind: `unbounded ${side()}`, offset: undefined };
  const offset = nested.parseExpression(reader);
  return { kind: side(), offset };
}
