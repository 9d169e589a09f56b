// The storage descriptors of the formats that tables are made in.
import type { StorageDescriptor } from "./glue.ts";
import { SERDES } from "../../../formats/serde.ts";
import type { CreateTable } from "../statement/statement.ts";
import { HiveFailure } from "./run.ts";

interface Classes {
  readonly inputFormat: string;
  readonly outputFormat: string;
  readonly library: string;
}

const TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
const TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

/** Documented in Athena's and Hive's lists of STORED AS formats. */
export const CLASSES: Readonly<Record<string, Classes>> = {
  textfile: { inputFormat: TEXT_INPUT, outputFormat: TEXT_OUTPUT, library: SERDES.lazySimple },
  jsonfile: { inputFormat: TEXT_INPUT, outputFormat: TEXT_OUTPUT, library: SERDES.hiveJson },
  json: { inputFormat: TEXT_INPUT, outputFormat: TEXT_OUTPUT, library: SERDES.openXJson },
  parquet: {
    inputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    outputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    library: SERDES.parquet,
  },
  orc: {
    inputFormat: "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
    outputFormat: "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
    library: SERDES.orc,
  },
  avro: {
    inputFormat: "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
    outputFormat: "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
    library: SERDES.avro,
  },
};

/** Errors: HiveFailure for a format that does not exist. */
export function storageOf({ storedAs, rowFormat, columns, location }: CreateTable): StorageDescriptor {
  const named = typeof storedAs === "string" ? classesOf(storedAs) : undefined;
  const text = CLASSES["textfile"] as Classes;
  const given = typeof storedAs === "object" ? { ...storedAs, library: text.library } : (named ?? text);
  return {
    Columns: columns.map(({ name, type, comment }) => ({
      Name: name,
      Type: type,
      ...(comment !== undefined && { Comment: comment }),
    })),
    Location: location,
    InputFormat: given.inputFormat,
    OutputFormat: given.outputFormat,
    Compressed: false,
    NumberOfBuckets: -1,
    SerdeInfo: {
      SerializationLibrary: rowFormat?.library ?? given.library,
      Parameters: { ...(rowFormat === undefined && { "serialization.format": "1" }), ...rowFormat?.parameters },
    },
    BucketColumns: [],
    SortColumns: [],
    Parameters: {},
    StoredAsSubDirectories: false,
  };
}

function classesOf(name: string): Classes {
  const classes = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  if (!classes)
    throw new HiveFailure(
      `FAILED: SemanticException Unrecognized file format in STORED AS clause: '${name.toUpperCase()}'`,
    );
  return classes;
}
