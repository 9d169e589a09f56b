// Where and how a table's files are read, as Athena writes it to the Data Catalog.
import type { StorageDescriptor } from "./catalog.ts";
import { notBuilt, semanticFailure } from "./failure.ts";
import type { CreateTable, Delimiters, FileFormat, RowFormat } from "./syntax.ts";

interface Storage {
  readonly input: string;
  readonly output: string;
  readonly library: string;
}

export const LAZY_SIMPLE_SERDE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";

const TEXT: Storage = {
  input: "org.apache.hadoop.mapred.TextInputFormat",
  output: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
  library: LAZY_SIMPLE_SERDE,
};

/** Documented in Athena's CREATE TABLE; the classes are Hive's. */
const FORMATS: Readonly<Record<string, Storage>> = {
  textfile: TEXT,
  parquet: {
    input: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    output: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    library: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
  },
  orc: {
    input: "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
    output: "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
    library: "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
  },
  avro: {
    input: "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
    output: "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
    library: "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
  },
  sequencefile: {
    input: "org.apache.hadoop.mapred.SequenceFileInputFormat",
    output: "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat",
    library: LAZY_SIMPLE_SERDE,
  },
  rcfile: {
    input: "org.apache.hadoop.hive.ql.io.RCFileInputFormat",
    output: "org.apache.hadoop.hive.ql.io.RCFileOutputFormat",
    library: "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe",
  },
  ion: {
    input: "com.amazon.ionhiveserde.formats.IonInputFormat",
    output: "com.amazon.ionhiveserde.formats.IonOutputFormat",
    library: "com.amazon.ionhiveserde.IonHiveSerDe",
  },
};

/** Serdes whose tables take their columns from the catalog; the others' come `from deserializer`. Hive's own list. */
const CATALOG_SERDES = new Set([
  LAZY_SIMPLE_SERDE,
  ...["parquet", "orc", "rcfile"].map((name) => FORMATS[name]?.library),
  "org.apache.hadoop.hive.serde2.columnar.ColumnarSerDe",
  "org.apache.hadoop.hive.serde2.dynamic_type.DynamicSerDe",
  "org.apache.hadoop.hive.serde2.MetadataTypedColumnsetSerDe",
]);

/** What SHOW and DESCRIBE tell of a column without a comment. */
export const commentOf = (comment: string | undefined, descriptor: StorageDescriptor | undefined): string | undefined =>
  comment ??
  (CATALOG_SERDES.has(descriptor?.SerdeInfo?.SerializationLibrary ?? LAZY_SIMPLE_SERDE)
    ? undefined
    : "from deserializer");

export function storageDescriptor(table: CreateTable): StorageDescriptor {
  const { input, output, library } = storageOf(table.fileFormat);
  return {
    Columns: table.columns.map(({ name, type, comment }) => ({
      Name: name,
      Type: type,
      ...(comment !== undefined && { Comment: comment }),
    })),
    Location: table.location,
    InputFormat: input,
    OutputFormat: output,
    Compressed: false,
    NumberOfBuckets: table.bucketing?.count ?? -1,
    SerdeInfo: serdeInfo(table.rowFormat, library),
    BucketColumns: [...(table.bucketing?.columns ?? [])],
    SortColumns: [],
    Parameters: {},
    SkewedInfo: { SkewedColumnNames: [], SkewedColumnValues: [], SkewedColumnValueLocationMaps: {} },
    StoredAsSubDirectories: false,
  };
}

/** Errors: Hive's for a name that is no format (inferred). */
function storageOf(format: FileFormat | undefined): Storage {
  if (!format) return TEXT;
  if (format.kind === "classes") return { input: format.input, output: format.output, library: LAZY_SIMPLE_SERDE };
  if (format.name === "iceberg") throw notBuilt("A table of type ICEBERG");
  const storage = Object.hasOwn(FORMATS, format.name) ? FORMATS[format.name] : undefined;
  if (!storage) throw semanticFailure(`Unrecognized file format in STORED AS clause: '${format.name.toUpperCase()}'`);
  return storage;
}

function serdeInfo(rowFormat: RowFormat | undefined, library: string): NonNullable<StorageDescriptor["SerdeInfo"]> {
  switch (rowFormat?.kind) {
    case "serde":
      return {
        SerializationLibrary: rowFormat.library,
        Parameters: { "serialization.format": "1", ...rowFormat.properties },
      };
    case "delimited":
      return { SerializationLibrary: library, Parameters: delimiterProperties(rowFormat.delimiters) };
    default:
      return { SerializationLibrary: library, Parameters: { "serialization.format": "1" } };
  }
}

/** `colelction.delim` is misspelt in Hive. */
function delimiterProperties(delimiters: Delimiters): Record<string, string> {
  const { fields, escape, collectionItems, mapKeys, lines, nullText } = delimiters;
  return {
    "serialization.format": fields ?? "1",
    ...(fields !== undefined && { "field.delim": fields }),
    ...(escape !== undefined && { "escape.delim": escape }),
    ...(collectionItems !== undefined && { "colelction.delim": collectionItems }),
    ...(mapKeys !== undefined && { "mapkey.delim": mapKeys }),
    ...(lines !== undefined && { "line.delim": lines }),
    ...(nullText !== undefined && { "serialization.null.format": nullText }),
  };
}
