// The table that a CTAS makes of the files it has written.
import { formatHiveType } from "../../../formats/hive-type.ts";
import { SERDES } from "../../../formats/serde.ts";
import type { Table } from "./glue.ts";
import { addPartitions } from "./new-partitions.ts";
import type { Run } from "./run.ts";
import type { TableAddress } from "./tables.ts";
import type { FileWriting, Written } from "./write-files.ts";

const TEXT = {
  InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
  OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
};

/** Hive's classes. Inferred: JSON is OpenX's. */
const STORAGE = {
  parquet: {
    InputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    library: SERDES.parquet,
  },
  orc: {
    InputFormat: "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
    library: SERDES.orc,
  },
  json: { ...TEXT, library: SERDES.openXJson },
  text: { ...TEXT, library: SERDES.lazySimple },
} as const;

export async function createWrittenTable(
  run: Run,
  { database, name, location }: TableAddress & { readonly location: string },
  writing: FileWriting,
  written: Written,
): Promise<void> {
  const table = tableOf(name, location, writing);
  await run.glue.call("CreateTable", { DatabaseName: database, TableInput: table });
  const partitions = written.partitions.map(({ values, path }) => ({ values, location: location + path }));
  await addPartitions(run, { database, name }, table, partitions);
}

function tableOf(name: string, location: string, writing: FileWriting): Table {
  const { library, ...classes } = STORAGE[writing.format];
  const columns = writing.columns.map((column) => ({ Name: column.name, Type: formatHiveType(column.type) }));
  const keysFrom = columns.length - writing.partitionKeys.length;
  const delimiters = writing.format === "text" && {
    "field.delim": writing.delimiter,
    "serialization.format": writing.delimiter,
  };
  return {
    Name: name,
    TableType: "EXTERNAL_TABLE",
    PartitionKeys: columns.slice(keysFrom),
    Parameters: {
      EXTERNAL: "TRUE",
      has_encrypted_data: "false",
      ...(writing.format === "orc" && { "orc.compress": writing.compression.toUpperCase() }),
      ...(writing.format === "parquet" && { "parquet.compression": writing.compression.toUpperCase() }),
    },
    StorageDescriptor: {
      ...classes,
      Columns: columns.slice(0, keysFrom),
      Location: location,
      Compressed: false,
      NumberOfBuckets: -1,
      SerdeInfo: {
        Name: name,
        SerializationLibrary: library,
        Parameters: { "serialization.format": "1", ...delimiters },
      },
      BucketColumns: [],
      SortColumns: [],
      Parameters: {},
      StoredAsSubDirectories: false,
    },
  };
}
