// Calls: aggregates, CAST, and functions, some of which have a grammar of their own.
import {
  expectedDatePart,
  expectedLeftParenthesis,
  expectedRightParenthesis,
  expectedTypeName,
  notUnaryAggregate,
  unsupportedFunction,
  unsupportedStarCall,
} from "./errors.ts";
import {
  type AggregateName,
  type CastType,
  DATE_PARTS,
  type DatePart,
  type Expression,
  EXTRACT_PARTS,
} from "./syntax.ts";
import type { TokenReader } from "./token-reader.ts";

const AGGREGATES: readonly string[] = ["COUNT", "SUM", "AVG", "MIN", "MAX"];

/** How many arguments each takes. */
const FUNCTIONS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  COALESCE: [1, Infinity],
  NULLIF: [2, 2],
  CHAR_LENGTH: [1, 1],
  CHARACTER_LENGTH: [1, 1],
  LOWER: [1, 1],
  UPPER: [1, 1],
  TO_STRING: [2, 2],
  TO_TIMESTAMP: [1, 1],
  UTCNOW: [0, 0],
};

const TYPES: Readonly<Record<string, CastType>> = {
  BOOL: "BOOL",
  BOOLEAN: "BOOL",
  INT: "INT",
  INTEGER: "INT",
  STRING: "STRING",
  CHAR: "STRING",
  VARCHAR: "STRING",
  FLOAT: "FLOAT",
  DOUBLE: "FLOAT",
  REAL: "FLOAT",
  DECIMAL: "DECIMAL",
  NUMERIC: "DECIMAL",
  TIMESTAMP: "TIMESTAMP",
};

/** The grammar of expressions, which calls are part of. */
type Parse = (reader: TokenReader) => Expression;

/** Errors: UnsupportedFunction and the parser's codes. */
export function parseCall(reader: TokenReader, parse: Parse): Expression {
  const name = reader.next().text.toUpperCase();
  reader.expect("left_paren", expectedLeftParenthesis);
  const call = parseArguments(reader, name, parse);
  reader.expect("right_paren", expectedRightParenthesis);
  return call;
}

function parseArguments(reader: TokenReader, name: string, parse: Parse): Expression {
  if (AGGREGATES.includes(name)) return parseAggregate(reader, name as AggregateName, parse);
  switch (name) {
    case "CAST":
      return parseCast(reader, parse);
    case "SUBSTRING":
      return parseSubstring(reader, parse);
    case "TRIM":
      return parseTrim(reader, parse);
    case "DATE_ADD":
    case "DATE_DIFF":
      return parseDates(reader, name, parse);
    case "EXTRACT": {
      const part = parsePart(reader, EXTRACT_PARTS);
      reader.expectWord("FROM");
      return { kind: "call", name, part, arguments: [parse(reader)] };
    }
    default:
      return parsePlain(reader, name, parse);
  }
}

function parseAggregate(reader: TokenReader, name: AggregateName, parse: Parse): Expression {
  if (reader.is("star")) {
    if (name !== "COUNT") throw unsupportedStarCall(reader.peek());
    reader.next();
    return { kind: "aggregate", name, operand: undefined };
  }
  const operand = parse(reader);
  if (reader.is("comma")) throw notUnaryAggregate(reader.peek());
  return { kind: "aggregate", name, operand };
}

function parsePlain(reader: TokenReader, name: string, parse: Parse): Expression {
  const count = FUNCTIONS[name];
  if (count === undefined) throw unsupportedFunction();
  const list: Expression[] = [];
  if (!reader.is("right_paren"))
    do list.push(parse(reader));
    while (reader.take("comma"));
  if (list.length < count[0] || list.length > count[1]) throw expectedRightParenthesis(reader.peek());
  return { kind: "call", name, arguments: list };
}

function parseCast(reader: TokenReader, parse: Parse): Expression {
  const operand = parse(reader);
  reader.expectWord("AS");
  const token = reader.next();
  const type = token.kind === "identifier" ? TYPES[token.text.toUpperCase()] : undefined;
  if (type === undefined) throw expectedTypeName(token);
  if (token.text.toUpperCase() === "DOUBLE") reader.takeWord("PRECISION");
  const bounds: number[] = [];
  if (reader.take("left_paren")) {
    do bounds.push(Number(reader.expect("number").text));
    while (reader.take("comma"));
    reader.expect("right_paren", expectedRightParenthesis);
  }
  const scale = type !== "DECIMAL" || bounds.length === 0 ? undefined : (bounds[1] ?? 0);
  return { kind: "cast", operand, type, scale };
}

function parseSubstring(reader: TokenReader, parse: Parse): Expression {
  const list = [parse(reader)];
  if (reader.takeWord("FROM") || reader.take("comma")) list.push(parse(reader));
  else throw expectedRightParenthesis(reader.peek());
  if (reader.takeWord("FOR") || reader.take("comma")) list.push(parse(reader));
  return { kind: "call", name: "SUBSTRING", arguments: list };
}

/** TRIM(text), TRIM(FROM text), TRIM(BOTH 'x' FROM text). */
function parseTrim(reader: TokenReader, parse: Parse): Expression {
  const sides = ["LEADING", "TRAILING", "BOTH"];
  const side = sides.find((word) => reader.takeWord(word));
  const name = side === undefined ? "TRIM_BOTH" : `TRIM_${side}`;
  if (reader.takeWord("FROM")) return { kind: "call", name, arguments: [parse(reader)] };
  const first = parse(reader);
  if (!reader.takeWord("FROM")) return { kind: "call", name, arguments: [first] };
  return { kind: "call", name, arguments: [parse(reader), first] };
}

function parseDates(reader: TokenReader, name: string, parse: Parse): Expression {
  const part = parsePart(reader, DATE_PARTS);
  reader.expect("comma");
  const first = parse(reader);
  reader.expect("comma");
  return { kind: "call", name, part, arguments: [first, parse(reader)] };
}

function parsePart(reader: TokenReader, parts: readonly DatePart[]): DatePart {
  const token = reader.next();
  const part = parts.find((one) => one === token.text.toUpperCase());
  if (token.kind !== "identifier" || part === undefined) throw expectedDatePart(token);
  return part;
}
