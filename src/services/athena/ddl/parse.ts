// Parses a statement of Hive's DDL.
import { TrinoSyntaxError, tokensOf, type Token } from "../trino/tokens.ts";
import { HiveReader } from "./hive-reader.ts";
import { parseAlterTable } from "./parse-alter-table.ts";
import { parseCreateTable } from "./parse-create-table.ts";
import { parseDescribe, parseShow } from "./parse-show.ts";
import type { DatabaseDdl, Ddl } from "./syntax.ts";

/**
 * Undefined: not a statement of Hive's DDL. Errors: TrinoSyntaxError and DdlRefusal are what StartQueryExecution refuses,
 * DdlFailure is for a statement that starts and fails.
 */
export function parseDdl(sql: string): Ddl | undefined {
  if (!isDdl(sql)) return undefined;
  const reader = new HiveReader(sql);
  const ddl = statement(reader);
  reader.expectEnd();
  return ddl;
}

/** Athena reads everything else with Trino's grammar: views, CTAS, SHOW FUNCTIONS, DESCRIBE INPUT. */
const DDL_STARTS =
  /^(?:(?:create|drop|alter) (?:database|schema|table|external)|msck|desc(?:ribe)?(?! (?:input|output))|show (?:databases|schemas|tables|views|partitions|columns|create table|tblproperties))(?: |$)/;

function isDdl(sql: string): boolean {
  const start = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, "");
  if (!/^(?:create|drop|alter|msck|desc|show)/i.test(start)) return false;
  const words = leadingWords(start);
  return DDL_STARTS.test(words) && !(words.startsWith("create table") && isCreateTableAs(sql));
}

/** The first three words in lower case, without comments. */
function leadingWords(text: string): string {
  const plain = text.replaceAll(/\/\*[\s\S]*?\*\/|--[^\n]*/g, " ");
  return (plain.match(/^(?:[a-z]+\s*){1,3}/i)?.[0] ?? "").trim().toLowerCase().split(/\s+/).join(" ");
}

function isCreateTableAs(sql: string): boolean {
  let depth = 0;
  for (const { kind, text } of trinoTokens(sql)) {
    if (text === "(" && kind === "mark") depth++;
    if (text === ")" && kind === "mark") depth--;
    if (depth === 0 && kind === "word" && text === "as") return true;
    if (depth === 0 && kind === "word" && text === "stored") return false;
  }
  return false;
}

/** None when the text is not even lexically Trino's. */
function trinoTokens(sql: string): readonly Token[] {
  try {
    return tokensOf(sql);
  } catch (error) {
    if (error instanceof TrinoSyntaxError) return [];
    throw error;
  }
}

function statement(reader: HiveReader): Ddl {
  switch (reader.takeOneOf("create", "drop", "alter", "msck", "show", "describe", "desc")) {
    case "create":
      return reader.takeOneOf("database", "schema") ? createDatabase(reader) : parseCreateTable(reader);
    case "drop":
      return reader.takeOneOf("database", "schema") ? dropDatabase(reader) : dropTable(reader);
    case "alter":
      return reader.takeOneOf("database", "schema") ? alterDatabase(reader) : parseAlterTable(reader);
    case "msck":
      reader.expect("repair", "table");
      return { kind: "repair-table", table: reader.tableName() };
    case "show":
      return parseShow(reader);
    case "describe":
    case "desc":
      return parseDescribe(reader);
    default:
      return reader.fail("<statement>");
  }
}

function createDatabase(reader: HiveReader): DatabaseDdl {
  const ifNotExists = reader.take("if", "not", "exists");
  return {
    kind: "create-database",
    ifNotExists,
    database: reader.databaseName(),
    comment: reader.optionalString("comment"),
    location: reader.optionalString("location"),
    properties: reader.take("with", "dbproperties") ? reader.properties() : {},
  };
}

function dropDatabase(reader: HiveReader): DatabaseDdl {
  const ifExists = reader.take("if", "exists");
  const database = reader.databaseName();
  return { kind: "drop-database", ifExists, database, cascade: reader.takeOneOf("restrict", "cascade") === "cascade" };
}

function alterDatabase(reader: HiveReader): DatabaseDdl {
  const database = reader.databaseName();
  reader.expect("set", "dbproperties");
  return { kind: "set-database-properties", database, properties: reader.properties() };
}

function dropTable(reader: HiveReader): Ddl {
  reader.expect("table");
  const ifExists = reader.take("if", "exists");
  const table = reader.tableName();
  reader.take("purge");
  return { kind: "drop-table", ifExists, table };
}
