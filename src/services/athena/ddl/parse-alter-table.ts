// Parses ALTER TABLE.
import { engineUnsupported, parseException } from "./failure.ts";
import type { HiveReader } from "./hive-reader.ts";
import { columnDefinition, columnList } from "./parse-create-table.ts";
import { partitionSpec, partitionTests } from "./parse-partition.ts";
import type { AlterTable, TableName } from "./syntax.ts";

export function parseAlterTable(reader: HiveReader): AlterTable {
  reader.expect("table");
  if (reader.take("if")) return reader.fail("<table>"); // recorded: told at EXISTS
  const table = reader.tableName();
  if (reader.sees("partition")) return alterPartition(reader, table);
  switch (reader.takeOneOf("add", "drop", "set", "replace", "change", "rename")) {
    case "add":
      if (reader.take("columns")) return { kind: "add-columns", table, columns: columnList(reader) };
      return addPartitions(reader, table);
    case "drop":
      return dropPartitions(reader, table);
    case "set":
      return setOfTable(reader, table);
    case "replace":
      reader.expect("columns");
      return { kind: "replace-columns", table, columns: columnList(reader) };
    case "change":
      return changeColumn(reader, table);
    case "rename":
      reader.expect("to");
      reader.tableName();
      reader.expectEnd();
      throw engineUnsupported();
    default:
      return reader.fail("<change>");
  }
}

function alterPartition(reader: HiveReader, table: TableName): AlterTable {
  const partition = partitionSpec(reader);
  if (reader.take("rename", "to"))
    return { kind: "rename-partition", table, from: partition, to: partitionSpec(reader) };
  if (reader.take("set", "location")) return { kind: "set-location", table, partition, location: reader.string() };
  return reader.fail("<change of a partition>");
}

function addPartitions(reader: HiveReader, table: TableName): AlterTable {
  const ifNotExists = reader.take("if", "not", "exists");
  if (!reader.sees("partition")) return reader.fail("<partition>");
  const partitions = [];
  while (reader.sees("partition")) {
    partitions.push({ spec: partitionSpec(reader), location: reader.optionalString("location") });
    reader.take(",");
  }
  return { kind: "add-partitions", table, ifNotExists, partitions };
}

function dropPartitions(reader: HiveReader, table: TableName): AlterTable {
  if (reader.sees("column")) refuseDropColumn(reader);
  const ifExists = reader.take("if", "exists");
  const choices = reader.list(() => partitionTests(reader));
  reader.take("purge");
  return { kind: "drop-partitions", table, ifExists, choices };
}

/** Recorded: starts, and fails with a text of Hive's parser. */
function refuseDropColumn(reader: HiveReader): never {
  const { place, current } = reader;
  throw parseException(
    place.line,
    place.column - 1,
    `mismatched input '${current.raw}' expecting PARTITION near 'DROP' in drop partition statement`,
  );
}

function setOfTable(reader: HiveReader, table: TableName): AlterTable {
  if (reader.take("location")) return { kind: "set-location", table, partition: undefined, location: reader.string() };
  if (!reader.take("tblproperties")) return reader.fail("<setting>");
  return { kind: "set-table-properties", table, properties: reader.properties() };
}

function changeColumn(reader: HiveReader, table: TableName): AlterTable {
  reader.take("column");
  const column = reader.name();
  const to = columnDefinition(reader);
  const word = reader.takeOneOf("first", "after");
  const position = word === "after" ? { after: reader.name() } : word;
  return { kind: "change-column", table, column, to, position };
}
