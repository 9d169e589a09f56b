// Parses what stands in FROM: tables, subqueries, UNNEST, joins, aliases, samples.
import { parseExpression } from "./parse-expression.ts";
import { startsQuery } from "./parse-primary.ts";
import type { Relation } from "./syntax.ts";
import type { TokenReader } from "./token-reader.ts";

/** `a, b JOIN c ON ..., d`: commas are cross joins. */
export function parseRelations(reader: TokenReader): Relation {
  let left = joined(reader);
  for (let place = reader.place; reader.take(","); place = reader.place)
    left = { node: "join", place, type: "cross", left, right: joined(reader), on: undefined, using: undefined };
  return left;
}

function joined(reader: TokenReader): Relation {
  let left = sampled(reader);
  for (;;) {
    const { place } = reader;
    if (reader.take("cross", "join")) {
      left = { node: "join", place, type: "cross", left, right: sampled(reader), on: undefined, using: undefined };
      continue;
    }
    if (reader.sees("natural")) reader.fail("<query> (NATURAL JOIN is not supported)");
    const type = joinType(reader);
    if (!type) return left;
    const right = sampled(reader);
    left = { node: "join", place, type, left, right, ...criteria(reader) };
  }
}

function joinType(reader: TokenReader): "inner" | "left" | "right" | "full" | undefined {
  if (reader.take("join") || reader.take("inner", "join")) return "inner";
  const side = (["left", "right", "full"] as const).find((word) => reader.sees(word));
  if (!side) return undefined;
  reader.next();
  reader.take("outer");
  reader.expect("join");
  return side;
}

function criteria(reader: TokenReader): Pick<Extract<Relation, { node: "join" }>, "on" | "using"> {
  if (reader.take("on")) return { on: parseExpression(reader), using: undefined };
  if (!reader.take("using")) reader.fail("'ON', 'USING'");
  reader.expect("(");
  const using = reader.list(() => reader.name());
  reader.expect(")");
  return { on: undefined, using };
}

function sampled(reader: TokenReader): Relation {
  const of = aliased(reader);
  const { place } = reader;
  if (!reader.take("tablesample")) return of;
  const method = reader.takeOneOf("bernoulli", "system") ?? reader.fail("'BERNOULLI', 'SYSTEM'");
  reader.expect("(");
  const percentage = parseExpression(reader);
  reader.expect(")");
  return { node: "sample", place, of, method, percentage };
}

/** Words that may follow a relation and are no aliases, though they are not reserved. */
const FOLLOWING = ["limit", "offset", "fetch", "tablesample", "window", "match_recognize"];

function aliased(reader: TokenReader): Relation {
  const of = primary(reader);
  const { place } = reader;
  if (reader.sees("match_recognize")) reader.fail("<query> (MATCH_RECOGNIZE is not supported)");
  const explicit = reader.take("as");
  if (!explicit && (!reader.seesName() || FOLLOWING.some((word) => reader.sees(word)))) return of;
  const name = reader.name();
  if (!reader.take("(")) return { node: "alias", place, of, name, columns: undefined };
  const columns = reader.list(() => reader.name());
  reader.expect(")");
  return { node: "alias", place, of, name, columns };
}

function primary(reader: TokenReader): Relation {
  const { place } = reader;
  if (reader.take("unnest")) return unnest(reader, place);
  if (reader.take("lateral")) return { node: "query", place, query: parenthesisedQuery(reader), lateral: true };
  if (reader.sees("(")) {
    if (startsQuery(reader) && holdsQuery(reader))
      return { node: "query", place, query: parenthesisedQuery(reader), lateral: false };
    reader.expect("(");
    const relation = reader.nested(() => parseRelations(reader));
    reader.expect(")");
    return relation;
  }
  return { node: "table", place, name: reader.qualifiedName() };
}

/** `((SELECT 1) a JOIN b ...)` starts like a query, but its parentheses hold a join: what follows the inner ones tells. */
function holdsQuery(reader: TokenReader): boolean {
  if (reader.ahead(1).text !== "(" || reader.ahead(1).kind !== "mark") return true;
  let depth = 1;
  let ahead = 2;
  for (; depth > 0 && reader.ahead(ahead).kind !== "end"; ahead++) {
    const { kind, text } = reader.ahead(ahead);
    if (kind === "mark" && text === "(") depth++;
    if (kind === "mark" && text === ")") depth--;
  }
  return [")", "union", "except", "intersect", "order", "limit", "offset", "fetch"].includes(reader.ahead(ahead).text);
}

function parenthesisedQuery(reader: TokenReader): ReturnType<TokenReader["query"]> {
  reader.expect("(");
  const query = reader.query();
  reader.expect(")");
  return query;
}

function unnest(reader: TokenReader, place: Relation["place"]): Relation {
  reader.expect("(");
  const values = reader.list(() => parseExpression(reader));
  reader.expect(")");
  const ordinality = reader.take("with", "ordinality");
  return { node: "unnest", place, values, ordinality };
}
