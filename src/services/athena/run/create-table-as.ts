// CREATE TABLE AS SELECT and UNLOAD.
import { hiveType } from "../hive-trino.ts";
import type { Statement } from "../statement/statement.ts";
import { CATALOG_NAME } from "../trino/catalog.ts";
import { QueryFailure } from "../trino/failure.ts";
import { BIGINT } from "../trino/types.ts";
import { columnInfo } from "./column-info.ts";
import { folderOf, parseLocation, urlOf, type Location } from "./lake.ts";
import { DONE, type Outcome, type Run } from "./run.ts";
import { prepareQuery, type PreparedQuery } from "./select.ts";
import { addressOf } from "./tables.ts";
import { writeFiles, type FileWriting, type Written } from "./write-files.ts";
import { createWrittenTable } from "./written-table.ts";
import { writeFormat, type WriteFormat } from "./write-properties.ts";

type Of<Kind extends Statement["kind"]> = Extract<Statement, { kind: Kind }>;

const CTAS_PROPERTIES = [
  "format",
  "external_location",
  "partitioned_by",
  "bucketed_by",
  "bucket_count",
  "write_compression",
  "parquet_compression",
  "orc_compression",
  "compression",
  "compression_level",
  "field_delimiter",
  "table_type",
  "is_external",
  "location",
];
const UNLOAD_PROPERTIES = [
  "format",
  "compression",
  "compression_level",
  "field_delimiter",
  "partitioned_by",
  "write_compression",
];

export async function createTableAs(run: Run, statement: Of<"create-table-as">): Promise<Outcome> {
  const { database, name } = addressOf(run, statement.name);
  const { properties } = statement;
  const format = writeFormat(properties, CTAS_PROPERTIES);
  if (!(await run.glue.database(database)))
    throw new QueryFailure("SCHEMA_NOT_FOUND", `Schema '${database}' does not exist`);
  if (await run.glue.table(database, name)) {
    if (statement.ifNotExists) return DONE;
    throw new QueryFailure(
      "TABLE_ALREADY_EXISTS",
      `line 1:1: Destination table '${CATALOG_NAME}.${database}.${name}' already exists`,
    );
  }
  const location = dataLocation(run, properties["external_location"]);
  if (!(await run.lake.isEmpty(location)))
    throw new QueryFailure(
      "HIVE_PATH_ALREADY_EXISTS",
      `Target directory for table '${database}.${name}' already exists: ${urlOf(location)}. You may need to manually clean the data at location '${urlOf(location)}' before retrying. Athena will not delete data in your account.`,
    );
  const prepared = await prepareQuery(run, statement.query);
  const writing = writingOf(prepared, format, listOf(properties["partitioned_by"]));
  const written = statement.withData
    ? await writeFiles(run, prepared.sql, writing, ({ path }) => below(location, path))
    : { rows: 0, bytes: 0, urls: [], partitions: [] };
  await createWrittenTable(run, { database, name, location: urlOf(location) }, writing, written);
  return writtenOutcome(run, written);
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? (value as string[]).map((name) => name.toLowerCase()) : [];
const below = ({ bucket, prefix }: Location, path: string): Location => ({ bucket, prefix: prefix + path });

/** The named location, or `tables/<query id>/` at the output location. Documented. */
function dataLocation(run: Run, named: unknown): Location {
  const text = typeof named === "string" ? named : `${run.row.resultConfiguration.OutputLocation ?? ""}/`;
  const location = parseLocation(text);
  if (!location)
    throw new QueryFailure("INVALID_FUNCTION_ARGUMENT", `External location must be a valid S3 path: ${text}`);
  return folderOf(location);
}

/** Errors: QueryFailure for columns without a name, names that come twice, types that Hive lacks, partition columns that are not the last. */
function writingOf({ columns }: PreparedQuery, format: WriteFormat, partitionKeys: readonly string[]): FileWriting {
  const names = columns.map(({ name, named }, index) => {
    if (!named)
      throw new QueryFailure("MISSING_COLUMN_NAME", `line 1:1: Column name not specified at position ${index + 1}`);
    return name;
  });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new QueryFailure("DUPLICATE_COLUMN_NAME", `line 1:1: Column name '${twice}' specified more than once`);
  const missing = partitionKeys.filter((key) => !names.includes(key));
  if (missing.length > 0)
    throw new QueryFailure(
      "HIVE_COLUMN_ORDER_MISMATCH",
      `Partition columns ${JSON.stringify(missing)} not present in schema`,
    );
  if (names.slice(names.length - partitionKeys.length).join("\0") !== partitionKeys.join("\0"))
    throw new QueryFailure(
      "HIVE_COLUMN_ORDER_MISMATCH",
      "Partition keys must be the last columns in the table and in the same order as the table properties: " +
        `[${partitionKeys.join(", ")}]`,
    );
  if (partitionKeys.length === names.length)
    throw new QueryFailure("NOT_SUPPORTED", "Table contains only partition columns");
  return {
    ...format,
    nullText: "\\N",
    columns: columns.map(({ type }, index) => ({ name: names[index] as string, type: hiveType(type) })),
    partitionKeys,
  };
}

/** A manifest of the files beside the results, and how many rows there are. */
export async function writtenOutcome(run: Run, written: Written): Promise<Outcome> {
  const output = parseLocation(run.row.resultConfiguration.OutputLocation ?? "");
  const manifest = output && { bucket: output.bucket, prefix: `${output.prefix.replace(/\.csv$/, "")}-manifest.csv` };
  if (manifest)
    await run.lake.put(
      manifest,
      Buffer.from(written.urls.map((file) => `${file}\n`).join("")),
      "application/octet-stream",
    );
  return {
    columns: [columnInfo("rows", BIGINT)],
    header: false,
    output: { kind: "none" },
    outputRows: written.rows,
    outputBytes: written.bytes,
    updateCount: written.rows,
    ...(manifest && { manifestLocation: urlOf(manifest) }),
  };
}

export async function unload(run: Run, { query, location: to, properties }: Of<"unload">): Promise<Outcome> {
  const named = parseLocation(to);
  if (!named) throw new QueryFailure("INVALID_FUNCTION_ARGUMENT", `UNLOAD location must be a valid S3 path: ${to}`);
  if (properties["format"] === undefined)
    throw new QueryFailure("SYNTAX_ERROR", "Table property 'format' is required for UNLOAD");
  const location = folderOf(named);
  const format = writeFormat(properties, UNLOAD_PROPERTIES);
  if (!(await run.lake.isEmpty(location)))
    throw new QueryFailure(
      "HIVE_PATH_ALREADY_EXISTS",
      `Target directory for UNLOAD already exists: ${urlOf(location)}`,
    );
  const prepared = await prepareQuery(run, query);
  const writing = writingOf(prepared, format, listOf(properties["partitioned_by"]));
  return writtenOutcome(run, await writeFiles(run, prepared.sql, writing, ({ path }) => below(location, path)));
}
