// The WITH properties of CTAS and UNLOAD.
import type { Properties } from "../statement/statement.ts";
import { QueryFailure } from "../trino/failure.ts";
import type { FileWriting } from "./write-files.ts";

export type WriteFormat = Pick<FileWriting, "format" | "delimiter" | "compression">;

const FORMATS: Readonly<Record<string, FileWriting["format"]>> = {
  PARQUET: "parquet",
  ORC: "orc",
  JSON: "json",
  TEXTFILE: "text",
};

/** Documented in "CTAS table properties" and UNLOAD: names, values and defaults. Errors: QueryFailure. */
export function writeFormat(properties: Properties, known: readonly string[]): WriteFormat {
  const unknown = Object.keys(properties).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new QueryFailure("SYNTAX_ERROR", `table property '${unknown}' does not exist`);
  if (properties["bucketed_by"] !== undefined || properties["bucket_count"] !== undefined)
    throw new QueryFailure("NOT_SUPPORTED", "Bucketed tables are not built: leave out bucketed_by and bucket_count");
  if (String(properties["table_type"] ?? "HIVE").toUpperCase() !== "HIVE")
    throw new QueryFailure("NOT_SUPPORTED", "Only Hive tables are built: table_type = 'ICEBERG' is not");
  const name = String(properties["format"] ?? "PARQUET").toUpperCase();
  const format = FORMATS[name];
  if (!format)
    throw new QueryFailure("NOT_SUPPORTED", `Format ${name} is not supported; PARQUET, ORC, JSON and TEXTFILE are`);
  return {
    format,
    delimiter: String(properties["field_delimiter"] ?? "\u0001"),
    compression: compressionOf(properties, format),
  };
}

function compressionOf(properties: Properties, format: FileWriting["format"]): FileWriting["compression"] {
  const given = properties["write_compression"] ?? properties["compression"] ?? properties[`${format}_compression`];
  if (format === "orc") return orcCompression(String(given ?? "ZLIB"));
  const name = String(given ?? "GZIP").toUpperCase();
  switch (name) {
    case "GZIP":
      return "gzip";
    case "NONE":
    case "UNCOMPRESSED":
      return "none";
    case "ZSTD":
      return "zstd";
    case "SNAPPY":
      if (format === "parquet") return "snappy";
      break;
    default:
      break;
  }
  throw new QueryFailure("NOT_SUPPORTED", `Compression ${name} is not supported for ${format}`);
}

const ORC_COMPRESSIONS = ["none", "zlib", "snappy", "lz4", "zstd"] as const;
type OrcCompression = (typeof ORC_COMPRESSIONS)[number];

export const isOrcCompression = (name: string): name is OrcCompression =>
  (ORC_COMPRESSIONS as readonly string[]).includes(name);

/** Documented in "Use compression": what Athena writes ORC with, ZLIB by default. */
function orcCompression(given: string): OrcCompression {
  const name = given.toLowerCase() === "uncompressed" ? "none" : given.toLowerCase();
  if (isOrcCompression(name)) return name;
  throw new QueryFailure("NOT_SUPPORTED", `Compression ${given.toUpperCase()} is not supported for orc`);
}
