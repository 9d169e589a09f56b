// The schema of a conversion: a Glue table's columns, and how the deserializer finds and reads their values.
import { strptimeFormat } from "../../formats/conversion/joda-format.ts";
import type { KeyFolding } from "../../formats/conversion/json-text.ts";
import type { JsonColumn, JsonSchema } from "../../formats/conversion/json-to-parquet.ts";
import type { TimestampReading } from "../../formats/conversion/hive-projection.ts";
import { parseHiveType } from "../../formats/hive-type.ts";
import { AwsError } from "../../kit/errors.ts";
import type { Peers } from "../../kit/peers.ts";
import type { Conversion } from "./destination.ts";
import { invalidSchema, tableNotFound, type ConversionError } from "./error-record.ts";
import { firehoseRole } from "./firehose-role.ts";
import type { StreamKey } from "./stream.ts";

type Deserializer = NonNullable<NonNullable<Conversion["InputFormatConfiguration"]>["Deserializer"]>;

/** The schema, or why every record of the batch fails. Errors: AwsError when the catalog cannot be read now. */
export async function readSchema(
  peers: Peers,
  conversion: Conversion,
  key: StreamKey,
): Promise<JsonSchema | ConversionError> {
  let columns: readonly { Name?: string | undefined; Type?: string | undefined }[];
  try {
    columns = await readColumns(peers, conversion, key);
  } catch (error) {
    if (error instanceof AwsError && error.code === "EntityNotFoundException") return tableNotFound;
    throw error;
  }
  if (columns.length === 0) return invalidSchema("The table has no columns.");
  const deserializer = conversion.InputFormatConfiguration?.Deserializer ?? {};
  const found: JsonColumn[] = [];
  for (const { Name: name = "", Type: text = "" } of columns) {
    const type = parseHiveType(text);
    if (!type) return invalidSchema(`Column ${name} has the type ${text}.`);
    found.push({ name, type, key: keyOf(name, deserializer) });
  }
  return { columns: found, caseInsensitive: ignoresCase(deserializer), timestamps: timestampsOf(deserializer) };
}

/** The columns of the table at the version that the configuration names. Errors: AwsError as Glue answers. */
export async function readColumns(peers: Peers, { SchemaConfiguration: schema = {} }: Conversion, key: StreamKey) {
  const as = {
    account: key.account,
    region: schema.Region ?? key.region,
    principal: firehoseRole(schema.RoleARN ?? ""),
  };
  const place = {
    DatabaseName: schema.DatabaseName ?? "",
    ...(schema.CatalogId !== undefined && { CatalogId: schema.CatalogId }),
  };
  const { VersionId: version = "LATEST", TableName: name = "" } = schema;
  if (version === "LATEST") {
    const { Table } = await peers.call("glue", "GetTable", { ...place, Name: name }, as);
    return Table?.StorageDescriptor?.Columns ?? [];
  }
  const input = { ...place, TableName: name, VersionId: version };
  const { TableVersion } = await peers.call("glue", "GetTableVersion", input, as);
  return TableVersion?.Table?.StorageDescriptor?.Columns ?? [];
}

/** Documented: CaseInsensitive defaults to true. Inferred for the Hive SerDe, whose column names are lower case. */
const ignoresCase = ({ OpenXJsonSerDe: openX }: Deserializer): boolean => openX?.CaseInsensitive ?? true;

function keyOf(column: string, deserializer: Deserializer): string {
  const { lowerCase, dotsToUnderscores } = foldingOf(deserializer);
  const key = deserializer.OpenXJsonSerDe?.ColumnToJsonKeyMappings?.[column] ?? column;
  const cased = lowerCase ? key.toLowerCase() : key;
  return dotsToUnderscores ? cased.replaceAll(".", "_") : cased;
}

/** What is done to the keys of a record before they are looked up. */
export const foldingOf = (deserializer: Deserializer): KeyFolding => ({
  lowerCase: ignoresCase(deserializer),
  dotsToUnderscores: deserializer.OpenXJsonSerDe?.ConvertDotsInJsonKeysToUnderscores ?? false,
});

function timestampsOf({ OpenXJsonSerDe: openX, HiveJsonSerDe: hive }: Deserializer): TimestampReading {
  if (openX) return { kind: "openx" };
  const patterns = hive?.TimestampFormats ?? [];
  if (patterns.length === 0) return { kind: "sql" };
  const formats = patterns.filter((pattern) => pattern !== "millis").map((pattern) => strptimeFormat(pattern) ?? "");
  return { kind: "formats", formats, epochMillis: patterns.includes("millis") };
}
