// How the crawler writes tables and partitions: names, parameters, SerDes and formats as AWS's crawlers do (recorded).
import { createHash } from "node:crypto";
import type { PartitionInputRow, StorageDescriptorRow, TableInputRow } from "../store/inputs.ts";
import type { Extent, FileSchema, Layout } from "./file-schema.ts";

export interface CrawledPartition {
  readonly values: readonly string[];
  /** `s3://bucket/path/` */
  readonly location: string;
  readonly schema: FileSchema;
  readonly extent: Extent;
}

export interface CrawledTable {
  /** With the crawler's prefix; another table of that name makes it differ. */
  readonly name: string;
  /** A folder ends with a slash, a file does not. */
  readonly location: string;
  readonly schema: FileSchema;
  readonly extent: Extent;
  readonly partitionKeys: readonly string[];
  readonly partitions: readonly CrawledPartition[];
  /** The target's patterns as they stand in the table's parameters. */
  readonly exclusions: readonly string[];
}

export interface CrawlStamp {
  readonly crawler: string;
  readonly crawlId: string;
  readonly time: Date;
}

type CsvLayout = Extract<Layout, { classification: "csv" }>;

const TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
const TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
const PARQUET_PACKAGE = "org.apache.hadoop.hive.ql.io.parquet";
const ORC_PACKAGE = "org.apache.hadoop.hive.ql.io.orc";
const NAME_LENGTH_MAX = 255;

/** Lower case, with `_` for what a table's name cannot hold. */
export const tableName = (prefix: string, name: string): string =>
  `${prefix}${name}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, "_")
    .slice(0, NAME_LENGTH_MAX);

/** The name for a table whose own name another one has (recorded: 32 hexadecimal digits behind it). */
export const distinctName = (name: string, location: string): string =>
  `${name.slice(0, NAME_LENGTH_MAX - 33)}_${createHash("md5").update(location).digest("hex")}`;

export function tableInput(table: CrawledTable, { crawler, crawlId, time }: CrawlStamp): TableInputRow {
  const parameters = {
    CRAWL_RUN_ID: crawlId,
    CrawlerSchemaDeserializerVersion: "1.0",
    CrawlerSchemaSerializerVersion: "1.0",
    UPDATED_BY_CRAWLER: crawler,
    ...dataParameters(table.schema, table.extent),
    ...(table.exclusions.length > 0 && { exclusions: JSON.stringify(table.exclusions) }),
  };
  const partitioned = table.partitionKeys.length > 0;
  return {
    Name: table.name,
    Owner: "owner",
    LastAccessTime: time,
    Retention: 0,
    StorageDescriptor: storageDescriptor(table.location, table.schema, parameters),
    PartitionKeys: table.partitionKeys.map((Name) => ({ Name, Type: "string" })),
    TableType: "EXTERNAL_TABLE",
    Parameters: { ...parameters, ...(partitioned && { "partition_filtering.enabled": "true" }) },
  };
}

export const partitionInput = (partition: CrawledPartition, schema: FileSchema, time: Date): PartitionInputRow => ({
  Values: [...partition.values],
  LastAccessTime: time,
  StorageDescriptor: storageDescriptor(partition.location, schema, dataParameters(schema, partition.extent)),
  Parameters: {},
});

function storageDescriptor(
  location: string,
  schema: FileSchema,
  parameters: Readonly<Record<string, string>>,
): StorageDescriptorRow {
  return {
    Columns: schema.columns.map(({ name, type }) => ({ Name: name, Type: type })),
    Location: location,
    ...formatOf(schema),
    Compressed: schema.compression !== "none",
    NumberOfBuckets: -1,
    BucketColumns: [],
    SortColumns: [],
    Parameters: { ...parameters },
    StoredAsSubDirectories: false,
  };
}

function formatOf(schema: FileSchema): Pick<StorageDescriptorRow, "InputFormat" | "OutputFormat" | "SerdeInfo"> {
  const { layout } = schema;
  if (layout.classification === "parquet") {
    return {
      InputFormat: `${PARQUET_PACKAGE}.MapredParquetInputFormat`,
      OutputFormat: `${PARQUET_PACKAGE}.MapredParquetOutputFormat`,
      SerdeInfo: {
        SerializationLibrary: `${PARQUET_PACKAGE}.serde.ParquetHiveSerDe`,
        Parameters: { "serialization.format": "1" },
      },
    };
  }
  if (layout.classification === "orc") {
    return {
      InputFormat: `${ORC_PACKAGE}.OrcInputFormat`,
      OutputFormat: `${ORC_PACKAGE}.OrcOutputFormat`,
      SerdeInfo: { SerializationLibrary: `${ORC_PACKAGE}.OrcSerde`, Parameters: {} },
    };
  }
  const SerdeInfo =
    layout.classification === "json"
      ? {
          SerializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
          Parameters: { paths: schema.paths.toSorted().join(",") },
        }
      : csvSerde(layout);
  return { InputFormat: TEXT_INPUT, OutputFormat: TEXT_OUTPUT, SerdeInfo };
}

const csvSerde = ({ serde, delimiter, quote }: CsvLayout): NonNullable<StorageDescriptorRow["SerdeInfo"]> =>
  serde === "OpenCSVSerDe"
    ? {
        SerializationLibrary: "org.apache.hadoop.hive.serde2.OpenCSVSerde",
        Parameters: { quoteChar: quote, separatorChar: delimiter },
      }
    : {
        SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
        Parameters: { "field.delim": delimiter },
      };

/** Parameters that say what the data is and how much; those of how much change from crawl to crawl. */
function dataParameters({ layout, compression, quoted }: FileSchema, extent: Extent): Record<string, string> {
  return {
    averageRecordSize: String(Math.max(1, Math.floor(extent.recordBytes / Math.max(1, extent.recordCount)))),
    classification: layout.classification,
    compressionType: compression,
    objectCount: String(extent.objectCount),
    recordCount: String(extent.recordCount),
    sizeKey: String(extent.sizeBytes),
    typeOfData: "file",
    ...(layout.classification === "json" && layout.jsonPath !== undefined && { jsonPath: layout.jsonPath }),
    ...(layout.classification === "csv" && {
      areColumnsQuoted: String(quoted),
      columnsOrdered: "true",
      delimiter: layout.delimiter,
      ...(layout.hasHeader && { "skip.header.line.count": "1" }),
    }),
  };
}

/** What may differ between two crawls without the table having changed. */
export const COUNTED_PARAMETERS = [
  "CRAWL_RUN_ID",
  "averageRecordSize",
  "objectCount",
  "recordCount",
  "sizeKey",
] as const;
