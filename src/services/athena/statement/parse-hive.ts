// Parses Hive's CREATE TABLE, and the names, texts and types that its DDL is made of.
import { formatHiveType, parseHiveType } from "../../../formats/hive-type.ts";
import type { TokenReader } from "../trino/token-reader.ts";
import { TrinoSyntaxError } from "../trino/tokens.ts";
import type { ColumnDefinition, CreateTable, RowFormat, TableName } from "./statement.ts";
import { SERDES } from "../../../formats/serde.ts";

/** A name, which DDL also writes in backquotes; words that queries reserve are names here. */
export function hiveName(reader: TokenReader): string {
  const { kind, text: name } = reader.current;
  if (kind !== "word" && kind !== "backquoted" && kind !== "quoted" && kind !== "number") reader.fail("<identifier>");
  reader.next();
  // `2024_sales` is read as a number and a word.
  const glued = kind === "number" && reader.current.kind === "word" && reader.ahead(-1).end === reader.current.start;
  return (glued ? name + reader.next().text : name).toLowerCase();
}

export function tableName(reader: TokenReader): TableName {
  const parts = [hiveName(reader)];
  while (reader.take(".")) parts.push(hiveName(reader));
  // `db.table` in one pair of backquotes.
  return parts.flatMap((part) => part.split("."));
}

/** A string in single or double quotes, with Hive's escapes. */
export function text(reader: TokenReader): string {
  const { kind, text: value } = reader.current;
  if (kind !== "string" && kind !== "quoted") reader.fail("<string>");
  reader.next();
  return value;
}

/** `('a' = 'b', ...)` */
export function properties(reader: TokenReader): Readonly<Record<string, string>> {
  reader.expect("(");
  const pairs = reader.list((): [string, string] => {
    const key = text(reader);
    reader.expect("=");
    return [key, text(reader)];
  });
  reader.expect(")");
  return Object.fromEntries(pairs);
}

export function columns(reader: TokenReader): ColumnDefinition[] {
  reader.expect("(");
  const list = reader.list((): ColumnDefinition => {
    const name = hiveName(reader);
    const type = typeText(reader);
    return { name, type, comment: reader.take("comment") ? text(reader) : undefined };
  });
  reader.expect(")");
  return list;
}

/** The type as Glue stores it; it ends where its brackets are closed. */
function typeText(reader: TokenReader): string {
  const { place, current } = reader;
  let depth = 0;
  let end = current.end;
  for (;;) {
    const { kind, text: mark } = reader.current;
    if (kind === "end") break;
    if (depth === 0 && end !== current.end && mark !== "<" && mark !== "(") break;
    if (depth === 0 && (mark === "," || mark === ")")) break;
    if (mark === "<" || mark === "(") depth++;
    if (mark === ">" || mark === ")") depth--;
    end = reader.next().end;
    if (depth === 0 && !["<", "("].includes(reader.current.text)) break;
  }
  const written = reader.text.slice(current.start, end);
  const type = parseHiveType(written);
  if (!type) throw new TrinoSyntaxError(place, `mismatched input '${written}'. Expecting: <type>`);
  return formatHiveType(type);
}

export function createTable(reader: TokenReader, name: TableName, ifNotExists: boolean): CreateTable {
  let table: CreateTable = {
    kind: "create-table",
    name,
    ifNotExists,
    columns: reader.sees("(") ? columns(reader) : [],
    partitionKeys: [],
    comment: undefined,
    rowFormat: undefined,
    storedAs: undefined,
    location: undefined,
    properties: {},
    buckets: undefined,
  };
  for (let clause = tableClause(reader); clause; clause = tableClause(reader)) table = { ...table, ...clause };
  return table;
}

function tableClause(reader: TokenReader): Partial<CreateTable> | undefined {
  if (reader.take("comment")) return { comment: text(reader) };
  if (reader.take("partitioned", "by")) return { partitionKeys: columns(reader) };
  if (reader.take("clustered", "by")) return { buckets: clustered(reader) };
  if (reader.take("row", "format")) return { rowFormat: reader.take("serde") ? serde(reader) : delimited(reader) };
  if (reader.take("with", "serdeproperties"))
    return { rowFormat: { library: undefined, parameters: properties(reader) } };
  if (reader.take("stored", "as")) return { storedAs: storedAs(reader) };
  if (reader.take("location")) return { location: text(reader) };
  return reader.take("tblproperties") ? { properties: properties(reader) } : undefined;
}

function clustered(reader: TokenReader): CreateTable["buckets"] {
  reader.expect("(");
  const by = reader.list(() => hiveName(reader));
  reader.expect(")", "into");
  const count = reader.integer();
  reader.expect("buckets");
  return { columns: by, count };
}

function serde(reader: TokenReader): RowFormat {
  const library = text(reader);
  return { library, parameters: reader.take("with", "serdeproperties") ? properties(reader) : {} };
}

/** `serialization.format` repeats the field delimiter. Recorded in tables that Athena made. */
function delimited(reader: TokenReader): RowFormat {
  reader.expect("delimited");
  const parameters: Record<string, string> = {};
  const clauses = [
    [["fields", "terminated", "by"], "field.delim"],
    [["escaped", "by"], "escape.delim"],
    [["collection", "items", "terminated", "by"], "collection.delim"],
    [["map", "keys", "terminated", "by"], "mapkey.delim"],
    [["lines", "terminated", "by"], "line.delim"],
    [["null", "defined", "as"], "serialization.null.format"],
  ] as const;
  for (;;) {
    const clause = clauses.find(([words]) => reader.take(...words));
    if (!clause) break;
    parameters[clause[1]] = unescaped(text(reader));
    if (clause[1] === "field.delim") parameters["serialization.format"] = parameters["field.delim"] ?? "";
  }
  return { library: SERDES.lazySimple, parameters };
}

/** Hive's escapes in strings: `\t`, `\u0001`, `\001`, `\\`. */
const unescaped = (written: string): string =>
  written.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|([0-3][0-7]{2})|(.))/g,
    (whole, unicode?: string, octal?: string, letter?: string) => {
      if (unicode !== undefined) return String.fromCodePoint(Number.parseInt(unicode, 16));
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      return { t: "\t", n: "\n", r: "\r", b: "\b", "0": "\0" }[letter ?? ""] ?? letter ?? whole;
    },
  );

function storedAs(reader: TokenReader): NonNullable<CreateTable["storedAs"]> {
  if (!reader.take("inputformat")) return hiveName(reader);
  const inputFormat = text(reader);
  reader.expect("outputformat");
  return { inputFormat, outputFormat: text(reader) };
}
