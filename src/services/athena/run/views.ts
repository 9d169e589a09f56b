// Views: CREATE, DROP and SHOW CREATE.
import { formatHiveType } from "../../../formats/hive-type.ts";
import { hiveType } from "../hive-trino.ts";
import type { Statement } from "../statement/statement.ts";
import { CATALOG_NAME } from "../trino/catalog.ts";
import { QueryFailure } from "../trino/failure.ts";
import { formatType } from "../trino/types.ts";
import { catalogFor, encodeView, isView, storedView } from "./catalog-tables.ts";
import { DONE, type Outcome, type Run } from "./run.ts";
import { translate } from "./select.ts";
import { addressOf } from "./tables.ts";
import { textOutcome } from "./text-outcome.ts";

type Of<Kind extends Statement["kind"]> = Extract<Statement, { kind: Kind }>;

export async function dropView(run: Run, { name: parts, ifExists }: Of<"drop-view">): Promise<Outcome> {
  const { database, name } = addressOf(run, parts);
  const table = await run.glue.table(database, name);
  if (table && !isView(table))
    throw new QueryFailure(
      "NOT_SUPPORTED",
      `'${CATALOG_NAME}.${database}.${name}' is a table, not a view: use DROP TABLE`,
    );
  if (table) await run.glue.call("DeleteTable", { DatabaseName: database, Name: name });
  else if (!ifExists) throw viewNotFound(database, name);
  return DONE;
}

const viewNotFound = (database: string, name: string): QueryFailure =>
  new QueryFailure("TABLE_NOT_FOUND", `View '${CATALOG_NAME}.${database}.${name}' does not exist`);

export async function showCreateView(run: Run, { name: parts }: Of<"show-create-view">): Promise<Outcome> {
  const { database, name } = addressOf(run, parts);
  const table = await run.glue.table(database, name);
  const view = table && storedView(table);
  if (!view) throw viewNotFound(database, name);
  return textOutcome(
    [{ name: "Create View", type: "varchar" }],
    `CREATE VIEW ${database}.${name} AS\n${view.originalSql}`.split("\n"),
  );
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
