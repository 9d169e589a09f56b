// What a Hive storage descriptor says of its files: CSV, JSON, Parquet or ORC, and how they are read.
import { parseHiveType, type HiveType } from "./hive-type.ts";

/** The part of a Glue StorageDescriptor and of table parameters that decides how files are read. */
export interface StorageFacts {
  readonly inputFormat: string | undefined;
  readonly serializationLibrary: string | undefined;
  readonly serdeParameters: Readonly<Record<string, string>>;
  readonly tableParameters: Readonly<Record<string, string>>;
}

export interface DelimitedFormat {
  readonly kind: "delimited";
  readonly delimiter: string;
  /** Undefined: quotes are ordinary characters. */
  readonly quote: string | undefined;
  readonly escape: string | undefined;
  readonly nullText: string | undefined;
  readonly headerLines: number;
  readonly collectionDelimiter: string;
  readonly mapKeyDelimiter: string;
  /** Values that are not of their type: NULL (Hive's lazy SerDe) or an error (OpenCSV). */
  readonly lenient: boolean;
}

export interface JsonFormat {
  readonly kind: "json";
  readonly ignoreMalformed: boolean;
  /** JSON key by column, of SerDe parameters `mapping.column`. */
  readonly keys: Readonly<Record<string, string>>;
}

export interface OrcFormat {
  readonly kind: "orc";
  /** Columns are found by their positions, otherwise by their names. */
  readonly byPosition: boolean;
}

export type FileFormat = DelimitedFormat | JsonFormat | OrcFormat | { readonly kind: "parquet" };

export const SERDES = {
  lazySimple: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
  openCsv: "org.apache.hadoop.hive.serde2.OpenCSVSerde",
  openXJson: "org.openx.data.jsonserde.JsonSerDe",
  hiveJson: "org.apache.hive.hcatalog.data.JsonSerDe",
  parquet: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
  orc: "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
  avro: "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
} as const;

/** Hive's control characters and defaults. Documented in Hive's "Row formats & SerDe". */
const CONTROL_A = "\u0001";
const CONTROL_B = "\u0002";
const CONTROL_C = "\u0003";
const NULL_TEXT = "\\N";

/** The format, or a sentence that says why such files cannot be read. */
export function fileFormat(facts: StorageFacts): FileFormat | string {
  const { serializationLibrary: library = "", serdeParameters: parameters } = facts;
  switch (library) {
    case SERDES.lazySimple:
    case "":
      return delimited(facts);
    case SERDES.openCsv:
      return {
        kind: "delimited",
        delimiter: unescapeMark(parameters["separatorChar"]) ?? ",",
        quote: unescapeMark(parameters["quoteChar"]) ?? '"',
        // OpenCSV takes a doubled quote for an escaped one besides its escape character; DuckDB takes one of the two.
        escape: unescapeMark(parameters["escapeChar"]) ?? '"',
        nullText: undefined,
        headerLines: headerLines(facts),
        collectionDelimiter: CONTROL_B,
        mapKeyDelimiter: CONTROL_C,
        lenient: false,
      };
    case SERDES.openXJson:
    case SERDES.hiveJson:
    case "org.apache.hadoop.hive.serde2.JsonSerDe":
    case "com.amazon.emr.hive.serde.JsonSerDe":
      return json(facts);
    case SERDES.parquet:
      return { kind: "parquet" };
    case SERDES.orc:
      // Documented in "Handling schema updates": ORC is read by index unless this is false.
      return { kind: "orc", byPosition: parameters["orc.column.index.access"]?.toLowerCase() !== "false" };
    default:
      return `SerDe ${library} is not supported; CSV (LazySimpleSerDe, OpenCSVSerde), JSON (OpenX, Hive), Parquet and ORC are`;
  }
}

function delimited(facts: StorageFacts): DelimitedFormat {
  const { serdeParameters: parameters } = facts;
  return {
    kind: "delimited",
    delimiter: unescapeMark(parameters["field.delim"] ?? parameters["serialization.format"]) ?? CONTROL_A,
    quote: undefined,
    escape: unescapeMark(parameters["escape.delim"]),
    nullText:
      parameters["serialization.null.format"] ?? facts.tableParameters["serialization.null.format"] ?? NULL_TEXT,
    headerLines: headerLines(facts),
    collectionDelimiter: unescapeMark(parameters["collection.delim"] ?? parameters["colelction.delim"]) ?? CONTROL_B,
    mapKeyDelimiter: unescapeMark(parameters["mapkey.delim"]) ?? CONTROL_C,
    lenient: true,
  };
}

function headerLines({ tableParameters, serdeParameters }: StorageFacts): number {
  const count = Number(tableParameters["skip.header.line.count"] ?? serdeParameters["skip.header.line.count"] ?? 0);
  return Number.isInteger(count) && count > 0 ? count : 0;
}

/** `\t`, `\u0001` and small numbers (`1` for control-A) stand for one character. */
function unescapeMark(text: string | undefined): string | undefined {
  if (text === undefined || text === "") return undefined;
  if (/^\d{1,3}$/.test(text)) return String.fromCodePoint(Number(text));
  const named = { "\\t": "\t", "\\n": "\n", "\\\\": "\\", "\\b": "\b", "\\'": "'", '\\"': '"' }[text];
  const [, code] = /^\\u([0-9a-fA-F]{4})$/.exec(text) ?? [];
  const [, octal] = /^\\([0-7]{3})$/.exec(text) ?? [];
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
  return octal === undefined ? (named ?? text) : String.fromCodePoint(Number.parseInt(octal, 8));
}

function json({ serdeParameters: parameters }: StorageFacts): JsonFormat {
  const keys = Object.entries(parameters)
    .filter(([name]) => name.startsWith("mapping."))
    .map(([name, key]) => [name.slice("mapping.".length).toLowerCase(), key]);
  return {
    kind: "json",
    ignoreMalformed: parameters["ignore.malformed.json"]?.toLowerCase() === "true",
    keys: Object.fromEntries(keys) as Record<string, string>,
  };
}

/** The type of a catalog column; text that is no Hive type is read as string. */
export const columnType = (text: string | undefined): HiveType => parseHiveType(text ?? "string") ?? { kind: "string" };
