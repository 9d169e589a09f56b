// The partitions that earlier crawls found: a crawl of new folders only does not read them again.
import type { Reads } from "../../../engines/keyvalue/keyvalue.ts";
import type { RunningCrawl } from "../store/crawls.ts";
import type { StorageDescriptorRow } from "../store/inputs.ts";
import { ColumnsReader, scanPartitions } from "../store/partitions.ts";
import type { DatabaseRow } from "../store/rows.ts";
import { tables, within } from "../store/tables.ts";
import type { FileSchema, Layout } from "./file-schema.ts";

/** Schemas by location, of the tables that this crawler wrote. */
export async function knownFolders(
  reads: Reads,
  { scope, crawler }: RunningCrawl,
  database: DatabaseRow,
): Promise<Map<string, FileSchema>> {
  const known = new Map<string, FileSchema>();
  for await (const { row: table } of tables.scan(reads, { prefix: within(scope, database.id) })) {
    if (table.input.Parameters?.["UPDATED_BY_CRAWLER"] !== crawler) continue;
    const columns = new ColumnsReader(reads, scope, table.id);
    for await (const { row } of scanPartitions(reads, scope, table.id)) {
      const descriptor = row.input.StorageDescriptor;
      const schema = descriptor && schemaOf(descriptor, await columns.columnsOf(row));
      if (schema && descriptor.Location) known.set(descriptor.Location, schema);
    }
  }
  return known;
}

/** What the crawler wrote into a partition, read back. */
function schemaOf(
  descriptor: StorageDescriptorRow,
  columns: StorageDescriptorRow["Columns"] | readonly { Name: string; Type?: string | undefined }[],
): FileSchema | undefined {
  const { Parameters: parameters = {}, SerdeInfo } = descriptor;
  const layout = layoutOf(parameters, SerdeInfo);
  if (layout === undefined) return undefined;
  const compression = parameters["compressionType"];
  return {
    layout,
    compression: compression === "gzip" || compression === "zip" ? compression : "none",
    columns: (columns ?? []).map(({ Name, Type }) => ({ name: Name, type: Type ?? "string" })),
    paths: SerdeInfo?.Parameters?.["paths"]?.split(",") ?? [],
    quoted: parameters["areColumnsQuoted"] === "true",
  };
}

function layoutOf(
  parameters: Readonly<Record<string, string>>,
  serde: StorageDescriptorRow["SerdeInfo"],
): Layout | undefined {
  switch (parameters["classification"]) {
    case "parquet":
      return { classification: "parquet" };
    case "orc":
      return { classification: "orc" };
    case "json":
      return { classification: "json", jsonPath: parameters["jsonPath"] };
    case "csv":
      return {
        classification: "csv",
        delimiter: parameters["delimiter"] ?? ",",
        hasHeader: parameters["skip.header.line.count"] !== undefined,
        serde: serde?.SerializationLibrary?.endsWith("OpenCSVSerde") ? "OpenCSVSerDe" : "LazySimpleSerDe",
        quote: serde?.Parameters?.["quoteChar"] ?? '"',
      };
    default:
      return undefined;
  }
}
