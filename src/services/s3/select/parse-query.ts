// SELECT ... FROM S3Object ... WHERE ... LIMIT ...
import {
  asteriskNotAlone,
  emptySelect,
  expectedAlias,
  expectedNumber,
  missingFrom,
  multipleSources,
  unexpectedKeyword,
  unexpectedToken,
  unknownName,
  unsupportedStructure,
} from "./errors.ts";
import { isReserved, parseExpression } from "./parse-expression.ts";
import { parseName, parseSteps } from "./parse-path.ts";
import type { Projection, Query, Step } from "./syntax.ts";
import { TokenReader } from "./token-reader.ts";

/** Errors: the lexer's and parser's codes of S3 Select. */
export function parseQuery(text: string): Query {
  const reader = new TokenReader(text);
  const first = reader.peek();
  if (!reader.takeWord("SELECT")) throw first.kind === "identifier" ? unexpectedKeyword(first) : unexpectedToken(first);
  const selected = parseProjections(reader);
  if (!reader.takeWord("FROM")) throw reader.is("end") ? missingFrom(reader.peek()) : unexpectedToken(reader.peek());
  const from = parseFrom(reader);
  const alias = parseAlias(reader);
  if (reader.is("comma") || reader.isWord("JOIN")) throw multipleSources();
  const where = reader.takeWord("WHERE") ? parseExpression(reader) : undefined;
  if (reader.isWord("GROUP") || reader.isWord("ORDER") || reader.isWord("HAVING")) throw unsupportedStructure();
  const limit = reader.takeWord("LIMIT") ? parseLimit(reader) : undefined;
  reader.take("semicolon");
  if (!reader.is("end")) throw unexpectedToken(reader.peek());
  return { projections: wholeOr(selected, alias), from, alias, where, limit };
}

type Selected = readonly Projection[] | { readonly all: string | undefined };

function wholeOr(selected: Selected, alias: string | undefined): Query["projections"] {
  if (!("all" in selected)) return selected;
  const { all } = selected;
  const known = [alias ?? "s3object"].map((name) => name.toLowerCase());
  if (all !== undefined && !known.includes(all.toLowerCase())) throw unknownName(all);
  return "*";
}

function parseProjections(reader: TokenReader): Selected {
  if (reader.isWord("FROM") || reader.is("end")) throw emptySelect(reader.peek());
  if (reader.take("star")) return alone(reader, { all: undefined });
  if (reader.peek(1).kind === "dot" && reader.peek(2).kind === "star") {
    const { text } = parseName(reader);
    reader.next();
    reader.next();
    return alone(reader, { all: text });
  }
  const projections: Projection[] = [];
  do {
    if (reader.is("star")) throw asteriskNotAlone(reader.peek());
    const expression = parseExpression(reader);
    projections.push({ expression, alias: parseAlias(reader) });
  } while (reader.take("comma"));
  return projections;
}

function alone(reader: TokenReader, whole: { readonly all: string | undefined }): Selected {
  if (reader.is("comma")) throw asteriskNotAlone(reader.peek());
  return whole;
}

function parseAlias(reader: TokenReader): string | undefined {
  const token = reader.peek();
  if (reader.takeWord("AS")) {
    const name = reader.next();
    if (name.kind !== "identifier" && name.kind !== "quoted") throw expectedAlias(name);
    return name.text;
  }
  if (token.kind === "quoted" || (token.kind === "identifier" && !isReserved(token.text))) return reader.next().text;
  return undefined;
}

/** The first `[*]` stands for the records themselves. */
function parseFrom(reader: TokenReader): readonly Step[] {
  const token = reader.peek();
  const name = parseName(reader);
  if (name.text.toLowerCase() !== "s3object") throw unexpectedToken(token);
  const steps = parseSteps(reader, true);
  const [first] = steps;
  return first !== undefined && "every" in first ? steps.slice(1) : steps;
}

function parseLimit(reader: TokenReader): number {
  const token = reader.peek();
  if (token.kind !== "number" || !/^\d+$/.test(token.text)) throw expectedNumber(token);
  return Number(reader.next().text);
}
