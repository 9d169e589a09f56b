// SHOW CREATE TABLE: a statement that makes the table again, in Hive's lines.
import type { Column, StorageDescriptor, Table } from "./catalog.ts";
import { commentOf, LAZY_SIMPLE_SERDE } from "./storage.ts";
import type { TableName } from "./syntax.ts";

/** Some lines end with a blank, as Hive writes them. Inferred from AWS's own pages. */
export function showCreateTable(table: Table, name: TableName): readonly string[] {
  const { StorageDescriptor: descriptor = {}, PartitionKeys = [], Parameters = {} } = table;
  const comment = Parameters.comment ?? table.Description;
  return [
    `CREATE EXTERNAL TABLE \`${name.written}\`(`,
    ...columnLines(descriptor.Columns ?? [], descriptor),
    ...(comment === undefined ? [] : [`COMMENT ${quoted(comment)}`]),
    ...(PartitionKeys.length > 0 ? ["PARTITIONED BY ( ", ...columnLines(PartitionKeys, undefined)] : []),
    ...bucketLines(descriptor),
    ...rowFormatLines(descriptor.SerdeInfo),
    "STORED AS INPUTFORMAT ",
    `  ${quoted(descriptor.InputFormat ?? "")} `,
    "OUTPUTFORMAT ",
    `  ${quoted(descriptor.OutputFormat ?? "")}`,
    "LOCATION",
    `  ${quoted(descriptor.Location ?? "")}`,
    ...propertyLines("TBLPROPERTIES (", withoutKeys(Parameters, ["EXTERNAL", "comment"]), ""),
  ];
}

const quoted = (text: string): string =>
  `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r")}'`;

function columnLines(columns: readonly Column[], descriptor: StorageDescriptor | undefined): readonly string[] {
  return columns.map(({ Name, Type, Comment }, index) => {
    const comment = commentOf(Comment, descriptor);
    const told = comment === undefined ? "" : ` COMMENT ${quoted(comment)}`;
    return `  \`${Name}\` ${Type}${told}${index === columns.length - 1 ? ")" : ", "}`;
  });
}

function bucketLines({ BucketColumns = [], NumberOfBuckets = -1 }: StorageDescriptor): readonly string[] {
  if (BucketColumns.length === 0) return [];
  return [
    "CLUSTERED BY ( ",
    ...BucketColumns.map((column, index) => `  ${column}${index === BucketColumns.length - 1 ? ") " : ", "}`),
    `INTO ${NumberOfBuckets} BUCKETS`,
  ];
}

/** Hive's clauses in the order that its grammar wants. */
const DELIMITERS = [
  ["field.delim", "FIELDS TERMINATED BY"],
  ["escape.delim", "ESCAPED BY"],
  ["colelction.delim", "COLLECTION ITEMS TERMINATED BY"],
  ["collection.delim", "COLLECTION ITEMS TERMINATED BY"],
  ["mapkey.delim", "MAP KEYS TERMINATED BY"],
  ["line.delim", "LINES TERMINATED BY"],
  ["serialization.null.format", "NULL DEFINED AS"],
] as const;

function rowFormatLines({ SerializationLibrary = LAZY_SIMPLE_SERDE, Parameters = {} }: Serde = {}): readonly string[] {
  const clauses = DELIMITERS.flatMap(([key, words]) => {
    const value = Parameters[key];
    return value === undefined ? [] : [`  ${words} ${quoted(value)} `];
  });
  if (SerializationLibrary === LAZY_SIMPLE_SERDE && clauses.length > 0) return ["ROW FORMAT DELIMITED ", ...clauses];
  return [
    "ROW FORMAT SERDE ",
    `  ${quoted(SerializationLibrary)} `,
    ...propertyLines("WITH SERDEPROPERTIES ( ", withoutKeys(Parameters, ["serialization.format"]), " "),
  ];
}

type Serde = NonNullable<StorageDescriptor["SerdeInfo"]>;

/** In the order of their names; nothing when there are none. */
function propertyLines(head: string, properties: Readonly<Record<string, string>>, tail: string): readonly string[] {
  const names = Object.keys(properties).toSorted();
  if (names.length === 0) return [];
  const lines = names.map((name) => `  ${quoted(name)}=${quoted(properties[name] ?? "")}`);
  return [head, ...lines.map((line, index) => (index === lines.length - 1 ? `${line})${tail}` : `${line}, `))];
}

const withoutKeys = (
  properties: Readonly<Record<string, string>>,
  keys: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !keys.includes(name)));
