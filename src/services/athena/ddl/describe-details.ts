// What DESCRIBE EXTENDED and FORMATTED tell besides the columns, in the lines of Hive 1. Inferred for Athena.
import type { Partition, StorageDescriptor, Table } from "./catalog.ts";
import { BLANK_LINE, padded } from "./column-lines.ts";

const titled = (title: string, value: string): string => `${padded(title)}\t${padded(value)}\t `;
const property = ([name, value]: readonly [string, string]): string => `\t${padded(name)}\t${padded(value)}`;
const sorted = (properties: Readonly<Record<string, string>> = {}): readonly (readonly [string, string])[] =>
  Object.entries(properties).toSorted(([left], [right]) => (left < right ? -1 : 1));

/** `Sun Nov 23 05:25:15 UTC 2026`, as Java writes a date. */
function javaDate(date: Date | undefined): string {
  if (!date || date.getTime() === 0) return "UNKNOWN";
  const [day = "", number = "", month = "", year = "", time = ""] = date.toUTCString().replace(",", "").split(" ");
  return `${day} ${month} ${number} ${time} UTC ${year}`;
}

export function formattedLines(table: Table, partition: Partition | undefined): readonly string[] {
  return [
    BLANK_LINE,
    ...(partition ? partitionDetails(table, partition) : tableDetails(table)),
    BLANK_LINE,
    ...storageDetails(partition?.StorageDescriptor ?? table.StorageDescriptor ?? {}),
  ];
}

function tableDetails(table: Table): readonly string[] {
  return [
    `# Detailed Table Information${BLANK_LINE}`,
    titled("Database:", table.DatabaseName ?? ""),
    titled("Owner:", table.Owner ?? ""),
    titled("CreateTime:", javaDate(table.CreateTime)),
    titled("LastAccessTime:", javaDate(table.LastAccessTime)),
    titled("Protect Mode:", "None"),
    titled("Retention:", String(table.Retention ?? 0)),
    titled("Location:", table.StorageDescriptor?.Location ?? ""),
    titled("Table Type:", table.TableType ?? ""),
    `${padded("Table Parameters:")}${BLANK_LINE}`,
    ...sorted(table.Parameters).map(property),
  ];
}

function partitionDetails(table: Table, partition: Partition): readonly string[] {
  return [
    `# Detailed Partition Information${BLANK_LINE}`,
    titled("Partition Value:", `[${(partition.Values ?? []).join(", ")}]`),
    titled("Database:", table.DatabaseName ?? ""),
    titled("Table:", table.Name),
    titled("CreateTime:", javaDate(partition.CreationTime)),
    titled("LastAccessTime:", javaDate(partition.LastAccessTime)),
    titled("Protect Mode:", "None"),
    titled("Location:", partition.StorageDescriptor?.Location ?? ""),
    `${padded("Partition Parameters:")}${BLANK_LINE}`,
    ...sorted(partition.Parameters).map(property),
  ];
}

function storageDetails(descriptor: StorageDescriptor): readonly string[] {
  const { BucketColumns = [], SortColumns = [], SerdeInfo } = descriptor;
  return [
    `# Storage Information${BLANK_LINE}`,
    titled("SerDe Library:", SerdeInfo?.SerializationLibrary ?? ""),
    titled("InputFormat:", descriptor.InputFormat ?? ""),
    titled("OutputFormat:", descriptor.OutputFormat ?? ""),
    titled("Compressed:", descriptor.Compressed ? "Yes" : "No"),
    titled("Num Buckets:", String(descriptor.NumberOfBuckets ?? -1)),
    titled("Bucket Columns:", `[${BucketColumns.join(", ")}]`),
    titled("Sort Columns:", `[${SortColumns.map(({ Column }) => Column).join(", ")}]`),
    `${padded("Storage Desc Params:")}${BLANK_LINE}`,
    ...sorted(SerdeInfo?.Parameters).map(property),
  ];
}

/** The Thrift struct in one line. */
export function extendedLines(table: Table, partition: Partition | undefined): readonly string[] {
  const told = partition
    ? `Detailed Partition Information\tPartition(values:[${(partition.Values ?? []).join(", ")}], dbName:${table.DatabaseName}, tableName:${table.Name}, createTime:${seconds(partition.CreationTime)}, lastAccessTime:${seconds(partition.LastAccessTime)}, sd:${descriptorText(partition.StorageDescriptor ?? {})}, parameters:${mapText(partition.Parameters)})`
    : `Detailed Table Information\tTable(tableName:${table.Name}, dbName:${table.DatabaseName}, owner:${table.Owner}, createTime:${seconds(table.CreateTime)}, lastAccessTime:${seconds(table.LastAccessTime)}, retention:${table.Retention ?? 0}, sd:${descriptorText(table.StorageDescriptor ?? {})}, partitionKeys:${columnsText(table.PartitionKeys)}, parameters:${mapText(table.Parameters)}, viewOriginalText:${table.ViewOriginalText ?? null}, viewExpandedText:${table.ViewExpandedText ?? null}, tableType:${table.TableType})`;
  return [BLANK_LINE, `${told}\t `];
}

const seconds = (date: Date | undefined): number => Math.floor((date?.getTime() ?? 0) / 1000);

const mapText = (properties: Readonly<Record<string, string>> = {}): string =>
  `{${Object.entries(properties)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ")}}`;

const columnsText = (columns: StorageDescriptor["Columns"] = []): string =>
  `[${columns.map(({ Name, Type, Comment }) => `FieldSchema(name:${Name}, type:${Type}, comment:${Comment ?? null})`).join(", ")}]`;

function descriptorText(descriptor: StorageDescriptor): string {
  const { SerdeInfo, BucketColumns = [], SortColumns = [] } = descriptor;
  const serde = `SerDeInfo(name:${SerdeInfo?.Name ?? null}, serializationLib:${SerdeInfo?.SerializationLibrary}, parameters:${mapText(SerdeInfo?.Parameters)})`;
  return `StorageDescriptor(cols:${columnsText(descriptor.Columns)}, location:${descriptor.Location}, inputFormat:${descriptor.InputFormat}, outputFormat:${descriptor.OutputFormat}, compressed:${descriptor.Compressed ?? false}, numBuckets:${descriptor.NumberOfBuckets ?? -1}, serdeInfo:${serde}, bucketCols:[${BucketColumns.join(", ")}], sortCols:[${SortColumns.map(({ Column }) => Column).join(", ")}], parameters:${mapText(descriptor.Parameters)})`;
}
