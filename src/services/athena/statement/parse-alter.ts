// Parses ALTER TABLE.
import type { TokenReader } from "../trino/token-reader.ts";
import { columns, properties, tableName, text } from "./parse-hive.ts";
import { partitionSpec, partitionTerms } from "./parse-partition.ts";
import type { AlterTable } from "./statement.ts";

export function alterTable(reader: TokenReader): AlterTable {
  reader.expect("table");
  const name = tableName(reader);
  const kind = "alter-table";
  if (reader.take("add", "columns")) return { kind, name, change: "add-columns", columns: columns(reader) };
  if (reader.take("replace", "columns")) return { kind, name, change: "replace-columns", columns: columns(reader) };
  if (reader.take("add")) {
    const ifNotExists = reader.take("if", "not", "exists");
    return { kind, name, change: "add-partitions", ifNotExists, partitions: addedPartitions(reader) };
  }
  if (reader.take("drop")) {
    const ifExists = reader.take("if", "exists");
    reader.expect("partition");
    const partitions = [partitionTerms(reader)];
    while (reader.take(",", "partition")) partitions.push(partitionTerms(reader));
    return { kind, name, change: "drop-partitions", ifExists, partitions };
  }
  if (reader.take("set", "tblproperties"))
    return { kind, name, change: "set-properties", properties: properties(reader) };
  const partition = reader.take("partition") ? partitionSpec(reader) : undefined;
  if (reader.take("set", "location")) return { kind, name, change: "set-location", location: text(reader), partition };
  if (partition && reader.take("rename", "to", "partition"))
    return { kind, name, change: "rename-partition", from: partition, to: partitionSpec(reader) };
  return reader.fail("'ADD', 'DROP', 'PARTITION', 'REPLACE', 'SET'");
}

function addedPartitions(reader: TokenReader): Extract<AlterTable, { change: "add-partitions" }>["partitions"] {
  const partitions: { spec: Record<string, string>; location: string | undefined }[] = [];
  reader.expect("partition");
  do {
    const spec = partitionSpec(reader);
    partitions.push({ spec, location: reader.take("location") ? text(reader) : undefined });
    reader.take(",");
  } while (reader.take("partition"));
  return partitions;
}
