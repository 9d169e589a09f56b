// Parses SHOW and DESCRIBE.
import type { HiveReader } from "./hive-reader.ts";
import { partitionSpec } from "./parse-partition.ts";
import type { Describe, ShowDdl } from "./syntax.ts";

export function parseShow(reader: HiveReader): ShowDdl {
  const word = reader.takeOneOf(
    "databases",
    "schemas",
    "tables",
    "views",
    "partitions",
    "columns",
    "create",
    "tblproperties",
  );
  switch (word) {
    case "databases":
    case "schemas":
      return { kind: "show-databases", pattern: pattern(reader) };
    case "tables":
    case "views": {
      const database = reader.takeOneOf("in", "from") ? reader.databaseName() : undefined;
      return { kind: word === "tables" ? "show-tables" : "show-views", database, pattern: pattern(reader) };
    }
    case "partitions":
      return { kind: "show-partitions", table: reader.tableName() };
    case "columns":
      return showColumns(reader);
    case "create":
      reader.expect("table");
      return { kind: "show-create-table", table: reader.tableName() };
    case "tblproperties": {
      const table = reader.tableName();
      const key = reader.optionalString("(");
      if (key !== undefined) reader.expect(")");
      return { kind: "show-table-properties", table, key };
    }
    default:
      return reader.fail("<what to show>");
  }
}

function pattern(reader: HiveReader): string | undefined {
  const { kind } = reader.current;
  return reader.take("like") || kind === "string" || kind === "quoted" ? reader.string() : undefined;
}

function showColumns(reader: HiveReader): ShowDdl {
  if (!reader.takeOneOf("from", "in")) return reader.fail("<from>");
  const table = reader.tableName();
  if (!reader.takeOneOf("from", "in")) return { kind: "show-columns", table };
  const database = reader.databaseName();
  return { kind: "show-columns", table: { ...table, database, written: `${database}.${table.table}` } };
}

export function parseDescribe(reader: HiveReader): Describe {
  const mode = reader.takeOneOf("extended", "formatted") ?? "plain";
  const table = reader.tableName();
  const partition = reader.sees("partition") ? partitionSpec(reader) : undefined;
  const column = reader.seesName() ? reader.qualifiedName().join(".") : undefined;
  return { kind: "describe", table, mode, partition, column };
}
