// Parses any statement of Athena: queries by Trino's grammar, DDL by Hive's.
import { parseExpression } from "../trino/parse-expression.ts";
import { readerOf } from "../trino/parse-query.ts";
import { startsQuery } from "../trino/parse-primary.ts";
import type { TokenReader } from "../trino/token-reader.ts";
import { alterTable } from "./parse-alter.ts";
import { createTable, hiveName, properties, tableName, text } from "./parse-hive.ts";
import type { Properties, PropertyValue, Statement } from "./statement.ts";
import { partitionSpec } from "./parse-partition.ts";

export interface ParsedStatement {
  readonly statement: Statement;
  /** How many `?` it has. */
  readonly parameterCount: number;
}

/** Errors: TrinoSyntaxError. */
export function parseStatement(sql: string): ParsedStatement {
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
    reader.takeOneOf(
      "create",
      "drop",
      "alter",
      "msck",
      "insert",
      "unload",
      "show",
      "describe",
      "desc",
      "explain",
      "prepare",
      "execute",
      "deallocate",
    )
  ) {
    case "create":
      return create(reader);
    case "drop":
      return drop(reader);
    case "alter":
      return alterTable(reader);
    case "msck":
      reader.expect("repair", "table");
      return { kind: "repair-table", name: tableName(reader) };
    case "insert":
      return insert(reader);
    case "unload":
      return unload(reader);
    case "show":
      return show(reader);
    case "describe":
    case "desc":
      return describe(reader);
    case "explain":
      return explain(reader);
    case "prepare": {
      const name = reader.name();
      reader.expect("from");
      return { kind: "prepare", name, sql: rest(reader) };
    }
    case "execute": {
      const name = reader.name();
      return {
        kind: "execute",
        name,
        parameters: reader.take("using") ? reader.list(() => source(reader, () => parseExpression(reader))) : [],
      };
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

const ifNotExists = (reader: TokenReader): boolean => reader.take("if", "not", "exists");
const ifExists = (reader: TokenReader): boolean => reader.take("if", "exists");

function create(reader: TokenReader): Statement {
  if (reader.take("database") || reader.take("schema")) return createDatabase(reader);
  const orReplace = reader.take("or", "replace");
  if (reader.take("view")) {
    const name = tableName(reader);
    reader.expect("as");
    let query: ReturnType<TokenReader["query"]> | undefined;
    const sql = source(reader, () => (query = reader.query()));
    return { kind: "create-view", name, orReplace, query: query ?? reader.fail("<query>"), sql };
  }
  if (orReplace) reader.fail("'VIEW'");
  const external = reader.take("external");
  reader.expect("table");
  const absent = ifNotExists(reader);
  const name = tableName(reader);
  if (external || reader.sees("(") || reader.sees("partitioned") || reader.sees("row") || reader.sees("location"))
    return createTable(reader, name, absent);
  const given = reader.take("with") ? assignments(reader) : {};
  reader.expect("as");
  const query = reader.query();
  const withData = !reader.take("with", "no", "data");
  if (withData) reader.take("with", "data");
  return { kind: "create-table-as", name, ifNotExists: absent, properties: given, query, withData };
}

function createDatabase(reader: TokenReader): Statement {
  const absent = ifNotExists(reader);
  const name = hiveName(reader);
  const comment = reader.take("comment") ? text(reader) : undefined;
  const location = reader.take("location") ? text(reader) : undefined;
  const given = reader.take("with", "dbproperties") ? properties(reader) : {};
  return { kind: "create-database", name, ifNotExists: absent, comment, location, properties: given };
}

function drop(reader: TokenReader): Statement {
  const what =
    reader.takeOneOf("database", "schema", "table", "view") ?? reader.fail("'DATABASE', 'SCHEMA', 'TABLE', 'VIEW'");
  const exists = ifExists(reader);
  if (what === "table" || what === "view") {
    const name = tableName(reader);
    if (what === "table") reader.take("purge");
    return { kind: `drop-${what}`, name, ifExists: exists };
  }
  const name = hiveName(reader);
  return {
    kind: "drop-database",
    name,
    ifExists: exists,
    cascade: reader.takeOneOf("cascade", "restrict") === "cascade",
  };
}

function insert(reader: TokenReader): Statement {
  reader.expect("into");
  reader.take("table");
  const name = tableName(reader);
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

function show(reader: TokenReader): Statement {
  const what = reader.takeOneOf(
    "databases",
    "schemas",
    "tables",
    "views",
    "partitions",
    "columns",
    "create",
    "tblproperties",
  );
  const pattern = (): string | undefined =>
    reader.take("like") || reader.current.kind === "string" ? text(reader) : undefined;
  switch (what) {
    case "databases":
    case "schemas":
      return { kind: "show-databases", pattern: pattern() };
    case "tables":
    case "views": {
      const database = reader.takeOneOf("in", "from") ? hiveName(reader) : undefined;
      return { kind: `show-${what}`, database, pattern: pattern() };
    }
    case "partitions": {
      const name = tableName(reader);
      return { kind: "show-partitions", name, spec: reader.take("partition") ? partitionSpec(reader) : undefined };
    }
    case "columns": {
      if (!reader.takeOneOf("in", "from")) reader.fail("'FROM', 'IN'");
      const name = tableName(reader);
      const database = reader.takeOneOf("in", "from") ? hiveName(reader) : undefined;
      return { kind: "show-columns", name: database === undefined ? name : [database, ...name.slice(-1)] };
    }
    case "create": {
      const of = reader.takeOneOf("table", "view") ?? reader.fail("'TABLE', 'VIEW'");
      return { kind: `show-create-${of}`, name: tableName(reader) };
    }
    case "tblproperties": {
      const name = tableName(reader);
      if (!reader.take("(")) return { kind: "show-properties", name, property: undefined };
      const property = text(reader);
      reader.expect(")");
      return { kind: "show-properties", name, property };
    }
    default:
      return reader.fail(
        "'COLUMNS', 'CREATE', 'DATABASES', 'PARTITIONS', 'SCHEMAS', 'TABLES', 'TBLPROPERTIES', 'VIEWS'",
      );
  }
}

function describe(reader: TokenReader): Statement {
  const extended = reader.takeOneOf("extended", "formatted") !== undefined;
  return { kind: "describe", name: tableName(reader), extended };
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
