// Parses any statement of Athena: Hive's DDL by Hive's grammar, the rest by Trino's.
import { parseDdl } from "../ddl/ddl.ts";
import { parseExpression } from "../trino/parse-expression.ts";
import { startsQuery } from "../trino/parse-primary.ts";
import { readerOf } from "../trino/parse-query.ts";
import type { TokenReader } from "../trino/token-reader.ts";
import type { Properties, PropertyValue, Statement } from "./statement.ts";

export interface ParsedStatement {
  readonly statement: Statement;
  /** How many `?` it has. */
  readonly parameterCount: number;
}

/** Errors: TrinoSyntaxError, and those of parseDdl. */
export function parseStatement(sql: string): ParsedStatement {
  const ddl = parseDdl(sql);
  if (ddl) return { statement: { kind: "ddl", ddl }, parameterCount: 0 };
  const reader = readerOf(sql);
  const statement = statementOf(reader);
  reader.expectEnd();
  return { statement, parameterCount: reader.parameterCount };
}

const EXPECTED =
  "'ALTER', 'CREATE', 'DEALLOCATE', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'INSERT', 'MSCK', 'PREPARE', 'SHOW', 'UNLOAD', <query>";

function statementOf(reader: TokenReader): Statement {
  if (startsQuery(reader)) return { kind: "query", query: reader.query() };
  switch (
    reader.takeOneOf("create", "drop", "insert", "unload", "show", "explain", "prepare", "execute", "deallocate")
  ) {
    case "create":
      return create(reader);
    case "drop": {
      reader.expect("view");
      const ifExists = reader.take("if", "exists");
      return { kind: "drop-view", ifExists, name: reader.qualifiedName() };
    }
    case "insert":
      return insert(reader);
    case "unload":
      return unload(reader);
    case "show":
      reader.expect("create", "view");
      return { kind: "show-create-view", name: reader.qualifiedName() };
    case "explain":
      return explain(reader);
    case "prepare": {
      const name = reader.name();
      reader.expect("from");
      return { kind: "prepare", name, sql: rest(reader) };
    }
    case "execute": {
      const name = reader.name();
      const parameters = reader.take("using") ? reader.list(() => source(reader, () => parseExpression(reader))) : [];
      return { kind: "execute", name, parameters };
    }
    case "deallocate":
      reader.expect("prepare");
      return { kind: "deallocate", name: reader.name() };
    default:
      return reader.fail(EXPECTED);
  }
}

/** The text of what `parse` reads, as written. */
function source(reader: TokenReader, parse: () => unknown): string {
  const { start } = reader.current;
  const { position } = reader;
  parse();
  const last = reader.ahead(-1);
  return reader.position === position ? "" : reader.text.slice(start, last.end);
}

/** Everything up to the end, without a last semicolon. */
function rest(reader: TokenReader): string {
  const { start } = reader.current;
  let last = reader.current;
  if (last.kind === "end") reader.fail("<statement>");
  for (let token = reader.next(); token.kind !== "end"; token = reader.next()) if (token.text !== ";") last = token;
  reader.backTo(reader.position - 1);
  return reader.text.slice(start, last.end);
}

function create(reader: TokenReader): Statement {
  const orReplace = reader.take("or", "replace");
  if (reader.take("view")) return createView(reader, orReplace);
  if (orReplace) reader.fail("'VIEW'");
  reader.expect("table");
  const ifNotExists = reader.take("if", "not", "exists");
  const name = reader.qualifiedName();
  const properties = reader.take("with") ? assignments(reader) : {};
  reader.expect("as");
  const query = reader.query();
  const withData = !reader.take("with", "no", "data");
  if (withData) reader.take("with", "data");
  return { kind: "create-table-as", name, ifNotExists, properties, query, withData };
}

function createView(reader: TokenReader, orReplace: boolean): Statement {
  const name = reader.qualifiedName();
  reader.expect("as");
  const { start } = reader.current;
  const query = reader.query();
  return { kind: "create-view", name, orReplace, query, sql: reader.text.slice(start, reader.ahead(-1).end) };
}

function insert(reader: TokenReader): Statement {
  reader.expect("into");
  reader.take("table");
  const name = reader.qualifiedName();
  let columns: string[] | undefined;
  if (reader.sees("(") && !startsQuery(reader)) {
    reader.next();
    columns = reader.list(() => reader.name());
    reader.expect(")");
  }
  return { kind: "insert", name, columns, query: reader.query() };
}

function unload(reader: TokenReader): Statement {
  reader.expect("(");
  const query = reader.query();
  reader.expect(")", "to");
  const location = reader.string();
  return { kind: "unload", query, location, properties: reader.take("with") ? assignments(reader) : {} };
}

/** `(format = 'PARQUET', partitioned_by = ARRAY['a'], bucket_count = 3)` */
function assignments(reader: TokenReader): Properties {
  reader.expect("(");
  const pairs = reader.list((): [string, PropertyValue] => {
    const name = reader.current.kind === "string" ? reader.string().toLowerCase() : reader.name();
    reader.expect("=");
    return [name, propertyValue(reader)];
  });
  reader.expect(")");
  return Object.fromEntries(pairs);
}

function propertyValue(reader: TokenReader): PropertyValue {
  if (reader.take("array")) {
    reader.expect("[");
    const items = reader.list(() => reader.string());
    reader.expect("]");
    return items;
  }
  if (reader.current.kind === "number") return Number(reader.next().text);
  const truth = reader.takeOneOf("true", "false");
  return truth ?? reader.string();
}

function explain(reader: TokenReader): Statement {
  const analyze = reader.take("analyze");
  reader.take("verbose");
  if (reader.sees("(") && !startsQuery(reader)) {
    reader.next();
    while (!reader.take(")")) if (reader.next().kind === "end") reader.fail("')'");
  }
  return { kind: "explain", analyze, query: reader.query() };
}
