// information_schema: the catalog as tables, for clients that look around by SQL.
import type { SqlSession } from "../../../engines/sql/sql.ts";
import { columnType } from "../../../formats/serde.ts";
import { trinoType } from "../hive-trino.ts";
import { INFORMATION_SCHEMA_ROWS_MAX } from "../limits.ts";
import type { BaseTable } from "../trino/catalog.ts";
import { CATALOG_NAME } from "../trino/catalog.ts";
import { BIGINT, VARCHAR, duckDbTypeOf, formatType, quoteName, quoteText } from "../trino/types.ts";
import type { GlueCatalog } from "./glue.ts";

export const INFORMATION_SCHEMA = "information_schema";

const TABLES = {
  schemata: ["catalog_name", "schema_name"],
  tables: ["table_catalog", "table_schema", "table_name", "table_type"],
  views: ["table_catalog", "table_schema", "table_name", "view_definition"],
  columns: [
    "table_catalog",
    "table_schema",
    "table_name",
    "column_name",
    "ordinal_position",
    "column_default",
    "is_nullable",
    "data_type",
    "comment",
    "extra_info",
  ],
} as const;

type Name = keyof typeof TABLES;
type Row = readonly (string | number | null)[];

const define = (name: Name): BaseTable => ({
  kind: "table",
  catalog: CATALOG_NAME,
  database: INFORMATION_SCHEMA,
  name,
  columns: TABLES[name].map((column) => ({ name: column, type: column === "ordinal_position" ? BIGINT : VARCHAR })),
  partitionKeys: [],
  hiddenColumns: [],
});

export const informationTables: Readonly<Record<string, BaseTable>> = Object.fromEntries(
  (Object.keys(TABLES) as Name[]).map((name) => [`${INFORMATION_SCHEMA}.${name}`, define(name)]),
);

/** Makes the view that a scan of one of them reads. */
export async function makeInformationView(
  session: SqlSession,
  glue: GlueCatalog,
  table: BaseTable,
  view: string,
): Promise<void> {
  const rows = await rowsOf(glue, table.name as Name);
  const items = table.columns.map(
    ({ name, type }, index) => `CAST(v.x${index} AS ${duckDbTypeOf(type)}) AS ${quoteName(name)}`,
  );
  const names = table.columns.map((_, index) => `x${index}`).join(", ");
  const values = rows.map(
    (row) =>
      `(${row.map((value) => (value === null ? "NULL" : typeof value === "number" ? value : quoteText(value))).join(", ")})`,
  );
  const source =
    values.length > 0
      ? `(VALUES ${values.join(", ")}) AS v(${names})`
      : `(SELECT ${table.columns.map((_, index) => `NULL AS x${index}`).join(", ")} WHERE false) AS v`;
  await session.run(`CREATE TEMP TABLE ${quoteName(view)} AS SELECT ${items.join(", ")} FROM ${source}`);
}

async function rowsOf(glue: GlueCatalog, name: Name): Promise<readonly Row[]> {
  const rows: Row[] = name === "schemata" ? [[CATALOG_NAME, INFORMATION_SCHEMA]] : [];
  for await (const { Name: database = "" } of glue.databases()) {
    if (name === "schemata") {
      rows.push([CATALOG_NAME, database]);
      continue;
    }
    for await (const table of glue.tables(database)) {
      const where = [CATALOG_NAME, database, table.Name ?? ""];
      const view = table.TableType === "VIRTUAL_VIEW";
      if (name === "tables") rows.push([...where, view ? "VIEW" : "BASE TABLE"]);
      else if (name === "views") {
        if (view) rows.push([...where, table.ViewOriginalText ?? null]);
      } else {
        const columns = [...(table.StorageDescriptor?.Columns ?? []), ...(table.PartitionKeys ?? [])];
        const keys = new Set(table.PartitionKeys);
        for (const [index, column] of columns.entries())
          rows.push([
            ...where,
            (column.Name ?? "").toLowerCase(),
            index + 1,
            null,
            "YES",
            formatType(trinoType(columnType(column.Type))),
            column.Comment ?? null,
            keys.has(column) ? "partition key" : null,
          ]);
      }
      if (rows.length > INFORMATION_SCHEMA_ROWS_MAX) return rows;
    }
  }
  return rows;
}
