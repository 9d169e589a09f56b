// Glue's tables as a query's catalog sees them: columns with Trino's types, views with their queries.
import type { Column, Table } from "./glue.ts";
import { columnType } from "../../../formats/serde.ts";
import { trinoType } from "../hive-trino.ts";
import type { CatalogColumn, CatalogTable } from "../trino/catalog.ts";
import { CATALOG_NAME, tableKey } from "../trino/catalog.ts";
import { QueryFailure } from "../trino/failure.ts";
import { parseQueryText, readerOf } from "../trino/parse-query.ts";
import { parseType } from "../trino/parse-type.ts";
import { tablesOf } from "../trino/trino.ts";
import { VARCHAR } from "../trino/types.ts";
import type { GlueCatalog } from "./glue.ts";
import { INFORMATION_SCHEMA, informationTables } from "./information-schema.ts";

export interface QueryCatalog {
  readonly tables: ReadonlyMap<string, CatalogTable | undefined>;
  /** Glue's own, by the same keys. */
  readonly glueTables: ReadonlyMap<string, Table>;
  readonly databases: ReadonlySet<string>;
}

/** Everything that a query and the views it reads may name. Errors: QueryFailure INVALID_VIEW. */
export async function catalogFor(glue: GlueCatalog, tree: object, database: string | undefined): Promise<QueryCatalog> {
  const tables = new Map<string, CatalogTable | undefined>(Object.entries(informationTables));
  const glueTables = new Map<string, Table>();
  const databases = new Set<string>([INFORMATION_SCHEMA]);
  const pending = tablesOf(tree).map((parts) => ({ parts, database }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const name = next.parts.at(-1) as string;
    const of = next.parts.at(-2) ?? next.database;
    if (of === undefined || tables.has(tableKey(of, name))) continue;
    if (!databases.has(of) && (await glue.database(of))) databases.add(of);
    const table = databases.has(of) && of !== INFORMATION_SCHEMA ? await glue.table(of, name) : undefined;
    const known = table && catalogTable(of, name, table);
    tables.set(tableKey(of, name), known);
    if (table) glueTables.set(tableKey(of, name), table);
    if (known?.kind === "view") pending.push(...tablesOf(known.query).map((parts) => ({ parts, database: of })));
  }
  return { tables, glueTables, databases };
}

const column = ({ Name, Type }: Column): CatalogColumn => ({
  name: Name.toLowerCase(),
  type: trinoType(columnType(Type)),
});

export const PATH_COLUMN = "$path";

function catalogTable(database: string, name: string, table: Table): CatalogTable {
  const view = prestoView(table);
  if (view) return { kind: "view", catalog: CATALOG_NAME, database, name, ...view };
  return {
    kind: "table",
    catalog: CATALOG_NAME,
    database,
    name,
    columns: (table.StorageDescriptor?.Columns ?? []).map(column),
    partitionKeys: (table.PartitionKeys ?? []).map(column),
    hiddenColumns: [{ name: PATH_COLUMN, type: VARCHAR }],
  };
}

const VIEW_TEXT = /^\/\* Presto View: ([A-Za-z0-9+/=\s]+) \*\/$/;

interface StoredView {
  readonly originalSql: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export const isView = (table: Table): boolean => table.TableType === "VIRTUAL_VIEW";

/** What a view of Athena keeps in its original text: base64 of JSON. */
export function storedView(table: Table): StoredView | undefined {
  const [, encoded] = VIEW_TEXT.exec(table.ViewOriginalText ?? "") ?? [];
  if (encoded === undefined) return undefined;
  return JSON.parse(Buffer.from(encoded, "base64").toString()) as StoredView;
}

function prestoView(table: Table): Pick<Extract<CatalogTable, { kind: "view" }>, "query" | "columns"> | undefined {
  if (!isView(table)) return undefined;
  const view = storedView(table);
  if (!view)
    throw new QueryFailure(
      "INVALID_VIEW",
      `View '${table.DatabaseName}.${table.Name}' is no Athena view: Hive views are not supported`,
    );
  const { query } = parseQueryText(view.originalSql);
  return {
    query,
    columns: view.columns.map(({ name, type }) => ({ name: name.toLowerCase(), type: parseType(readerOf(type)) })),
  };
}

export function encodeView(view: StoredView & { readonly catalog: string; readonly schema: string }): string {
  return `/* Presto View: ${Buffer.from(JSON.stringify(view)).toString("base64")} */`;
}
