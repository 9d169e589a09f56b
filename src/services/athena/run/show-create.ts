// A table's CREATE TABLE statement, line by line as Hive prints it.
import type { Column, Table } from "./glue.ts";

const text = (value: string): string =>
  `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\t", "\\t").replaceAll("\n", "\\n")}'`;

function columnLines(columns: readonly Column[]): string[] {
  return columns.map(({ Name, Type = "string", Comment }, index) => {
    const comment = Comment ? ` COMMENT ${text(Comment)}` : "";
    return `  \`${Name}\` ${Type}${comment}${index === columns.length - 1 ? ")" : ", "}`;
  });
}

export function createTableLines(table: Table, database: string): string[] {
  const storage = table.StorageDescriptor ?? {};
  const serde = storage.SerdeInfo ?? {};
  const keys = table.PartitionKeys ?? [];
  const properties = Object.entries(table.Parameters ?? {}).filter(([name]) => name !== "EXTERNAL");
  const serdeProperties = Object.entries(serde.Parameters ?? {});
  return [
    `CREATE EXTERNAL TABLE \`${database}.${table.Name}\`(`,
    ...columnLines(storage.Columns ?? []),
    ...(table.Description ? [`COMMENT ${text(table.Description)}`] : []),
    ...(keys.length > 0 ? ["PARTITIONED BY ( ", ...columnLines(keys)] : []),
    "ROW FORMAT SERDE ",
    `  ${text(serde.SerializationLibrary ?? "")} `,
    ...(serdeProperties.length > 0 ? ["WITH SERDEPROPERTIES ( ", ...pairs(serdeProperties)] : []),
    "STORED AS INPUTFORMAT ",
    `  ${text(storage.InputFormat ?? "")} `,
    "OUTPUTFORMAT ",
    `  ${text(storage.OutputFormat ?? "")}`,
    "LOCATION",
    `  ${text(storage.Location ?? "")}`,
    ...(properties.length > 0 ? ["TBLPROPERTIES (", ...pairs(properties)] : []),
  ];
}

const pairs = (entries: readonly (readonly [string, string])[]): string[] =>
  entries.map(([name, value], index) => `  ${text(name)}=${text(value)}${index === entries.length - 1 ? ")" : ", "}`);
