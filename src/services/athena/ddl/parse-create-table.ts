// Parses CREATE EXTERNAL TABLE.
import { externalRequired, noLocation, notBuilt } from "./failure.ts";
import type { HiveReader } from "./hive-reader.ts";
import { parseHiveColumnType } from "./parse-type.ts";
import type { Bucketing, ColumnDefinition, CreateTable, Delimiters, FileFormat, RowFormat } from "./syntax.ts";

/** The clauses stand in this order only. */
export function parseCreateTable(reader: HiveReader): CreateTable {
  const external = reader.take("external");
  reader.expect("table");
  const ifNotExists = reader.take("if", "not", "exists");
  const table = reader.tableName();
  const columns = reader.sees("(") ? columnList(reader) : [];
  const comment = reader.optionalString("comment");
  const partitionKeys = reader.take("partitioned", "by") ? columnList(reader) : [];
  const bucketing = reader.take("clustered", "by") ? parseBucketing(reader) : undefined;
  const rowFormat = reader.take("row", "format") ? parseRowFormat(reader) : undefined;
  const fileFormat = reader.take("stored", "as") ? parseFileFormat(reader) : undefined;
  const location = reader.optionalString("location");
  const properties = reader.take("tblproperties") ? reader.properties() : {};
  reader.expectEnd();
  if (properties.table_type?.toLowerCase() === "iceberg") throw notBuilt("A table of type ICEBERG");
  if (location === undefined) throw noLocation();
  if (!external) throw externalRequired();
  return {
    kind: "create-table",
    table,
    ifNotExists,
    columns,
    comment,
    partitionKeys,
    bucketing,
    rowFormat,
    fileFormat,
    location,
    properties,
  };
}

/** `(a int COMMENT 'x', ..)` */
export function columnList(reader: HiveReader): readonly ColumnDefinition[] {
  reader.expect("(");
  const columns = reader.list(() => columnDefinition(reader));
  reader.expect(")");
  return columns;
}

export function columnDefinition(reader: HiveReader): ColumnDefinition {
  const name = reader.name();
  return { name, type: parseHiveColumnType(reader), comment: reader.optionalString("comment") };
}

function parseBucketing(reader: HiveReader): Bucketing {
  reader.expect("(");
  const columns = reader.list(() => reader.name());
  reader.expect(")", "into");
  const count = reader.integer();
  reader.expect("buckets");
  return { columns, count };
}

function parseRowFormat(reader: HiveReader): RowFormat {
  if (reader.take("serde")) {
    const library = reader.string();
    return { kind: "serde", library, properties: reader.take("with", "serdeproperties") ? reader.properties() : {} };
  }
  reader.expect("delimited");
  return { kind: "delimited", delimiters: parseDelimiters(reader) };
}

function parseDelimiters(reader: HiveReader): Delimiters {
  const fields = reader.optionalString("fields", "terminated", "by");
  const escape = reader.optionalString("escaped", "by");
  const collectionItems = reader.optionalString("collection", "items", "terminated", "by");
  const mapKeys = reader.optionalString("map", "keys", "terminated", "by");
  const lines = reader.optionalString("lines", "terminated", "by");
  const nullText = reader.optionalString("null", "defined", "as");
  return {
    ...(fields !== undefined && { fields }),
    ...(escape !== undefined && { escape }),
    ...(collectionItems !== undefined && { collectionItems }),
    ...(mapKeys !== undefined && { mapKeys }),
    ...(lines !== undefined && { lines }),
    ...(nullText !== undefined && { nullText }),
  };
}

function parseFileFormat(reader: HiveReader): FileFormat {
  if (!reader.take("inputformat")) return { kind: "named", name: reader.name() };
  const input = reader.string();
  reader.expect("outputformat");
  return { kind: "classes", input, output: reader.string() };
}
