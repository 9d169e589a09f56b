// CREATE and DROP of databases, tables and views.
import { AwsError } from "../../../kit/errors.ts";
import { formatHiveType } from "../../../formats/hive-type.ts";
import { hiveType } from "../hive-trino.ts";
import type { Statement } from "../statement/statement.ts";
import { CATALOG_NAME } from "../trino/catalog.ts";
import { QueryFailure } from "../trino/failure.ts";
import { formatType } from "../trino/types.ts";
import { catalogFor, encodeView, isView } from "./catalog-tables.ts";
import { parseLocation } from "./lake.ts";
import { DONE, HiveFailure, type Outcome, type Run } from "./run.ts";
import { translate } from "./select.ts";
import { storageOf } from "./storage-format.ts";
import { addressOf, databaseNotFound, tableNotFound, taskFailure } from "./tables.ts";

type Of<Kind extends Statement["kind"]> = Extract<Statement, { kind: Kind }>;

const isCode = (error: unknown, code: string): boolean => error instanceof AwsError && error.code === code;

export async function createDatabase({ glue }: Run, statement: Of<"create-database">): Promise<Outcome> {
  const { name, ifNotExists, comment, location, properties } = statement;
  try {
    await glue.call("CreateDatabase", {
      DatabaseInput: {
        Name: name,
        ...(comment !== undefined && { Description: comment }),
        ...(location !== undefined && { LocationUri: location }),
        Parameters: { ...properties },
      },
    });
  } catch (error) {
    if (!isCode(error, "AlreadyExistsException")) throw error;
    if (!ifNotExists) throw taskFailure(`Database ${name} already exists`);
  }
  return DONE;
}

export async function dropDatabase({ glue }: Run, { name, ifExists, cascade }: Of<"drop-database">): Promise<Outcome> {
  if (!(await glue.database(name))) {
    if (ifExists) return DONE;
    throw databaseNotFound(name);
  }
  if (!cascade)
    for await (const _ of glue.tables(name))
      throw taskFailure(`InvalidOperationException(message:Database ${name} is not empty. One or more tables exist.)`);
  await glue.call("DeleteDatabase", { Name: name });
  return DONE;
}

export async function createTable(run: Run, statement: Of<"create-table">): Promise<Outcome> {
  const { database, name } = addressOf(run, statement.name);
  checkDefinition(statement);
  if (!(await run.glue.database(database))) throw databaseNotFound(database);
  const { comment, partitionKeys, properties } = statement;
  try {
    await run.glue.call("CreateTable", {
      DatabaseName: database,
      TableInput: {
        Name: name,
        TableType: "EXTERNAL_TABLE",
        ...(comment !== undefined && { Description: comment }),
        StorageDescriptor: storageOf(statement),
        PartitionKeys: partitionKeys.map(({ name: key, type, comment: note }) => ({
          Name: key,
          Type: type,
          ...(note !== undefined && { Comment: note }),
        })),
        Parameters: { EXTERNAL: "TRUE", ...properties, ...(comment !== undefined && { comment }) },
      },
    });
  } catch (error) {
    if (!isCode(error, "AlreadyExistsException")) throw error;
    if (!statement.ifNotExists) throw taskFailure(`AlreadyExistsException(message:Table ${name} already exists)`);
  }
  return DONE;
}

function checkDefinition({ properties, location, buckets, columns, partitionKeys }: Of<"create-table">): void {
  if (properties["table_type"]?.toUpperCase() === "ICEBERG")
    throw new HiveFailure("FAILED: NotImplemented: Iceberg tables are not built yet");
  if (buckets) throw new HiveFailure("FAILED: NotImplemented: bucketed tables are not built");
  if (location === undefined)
    throw new HiveFailure("FAILED: SemanticException table is not of type EXTERNAL: LOCATION is required");
  if (!parseLocation(location)) throw taskFailure(`MetaException(message:The location ${location} is no S3 path)`);
  if (columns.length === 0)
    throw new HiveFailure("FAILED: SemanticException at least one column must be specified for the table");
  const names = [...columns, ...partitionKeys].map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new HiveFailure(`FAILED: SemanticException [Error 10036]: Duplicate column name: ${twice}`);
}

export async function dropTable(
  run: Run,
  { kind, name: parts, ifExists }: Of<"drop-table" | "drop-view">,
): Promise<Outcome> {
  const { database, name } = addressOf(run, parts);
  const table = await run.glue.table(database, name);
  if (!table) {
    if (ifExists) return DONE;
    if (kind === "drop-view")
      throw new QueryFailure("TABLE_NOT_FOUND", `View '${CATALOG_NAME}.${database}.${name}' does not exist`);
    throw tableNotFound(name);
  }
  if (isView(table) !== (kind === "drop-view"))
    throw new HiveFailure(
      kind === "drop-view"
        ? "FAILED: SemanticException [Error 10218]: Cannot drop a base table with DROP VIEW"
        : "FAILED: SemanticException [Error 10217]: Cannot drop a view with DROP TABLE",
    );
  await run.glue.call("DeleteTable", { DatabaseName: database, Name: name });
  return DONE;
}

/** The view keeps its text, base64 of JSON, and its columns' types, as Athena's do. */
export async function createView(
  run: Run,
  { name: parts, orReplace, query, sql }: Of<"create-view">,
): Promise<Outcome> {
  const { database, name } = addressOf(run, parts);
  const { columns } = translate(run, await catalogFor(run.glue, query, run.database), query);
  if (!(await run.glue.database(database)))
    throw new QueryFailure("SCHEMA_NOT_FOUND", `Schema '${database}' does not exist`);
  const names = columns.map((column, index) => {
    if (column.name === undefined)
      throw new QueryFailure("MISSING_COLUMN_NAME", `Column name not specified at position ${index + 1}`);
    return column.name;
  });
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined)
    throw new QueryFailure("DUPLICATE_COLUMN_NAME", `Column name '${twice}' specified more than once`);
  const described = columns.map(({ type }, index) => ({ name: names[index] as string, type: formatType(type) }));
  const existing = await run.glue.table(database, name);
  if (existing && (!orReplace || !isView(existing)))
    throw new QueryFailure("TABLE_ALREADY_EXISTS", `View already exists: '${CATALOG_NAME}.${database}.${name}'`);
  const definition = {
    DatabaseName: database,
    TableInput: {
      Name: name,
      TableType: "VIRTUAL_VIEW",
      ViewOriginalText: encodeView({
        originalSql: sql,
        catalog: CATALOG_NAME,
        schema: run.database ?? database,
        columns: described,
      }),
      ViewExpandedText: "/* Presto View */",
      Parameters: { presto_view: "true", comment: "Presto View" },
      PartitionKeys: [],
      StorageDescriptor: {
        Columns: columns.map(({ type }, index) => ({ Name: names[index] as string, Type: viewColumnType(type) })),
        Location: "",
        SerdeInfo: {},
      },
    },
  };
  if (existing) await run.glue.call("UpdateTable", definition);
  else await run.glue.call("CreateTable", definition);
  return DONE;
}

/** Types that Hive has none for show as text; the view's own text keeps the true one. */
function viewColumnType(type: Parameters<typeof hiveType>[0]): string {
  try {
    return formatHiveType(hiveType(type));
  } catch {
    return type.kind === "timestamp with time zone" ? "timestamp" : "string";
  }
}
