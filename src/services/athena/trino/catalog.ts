// Tables and views as a query sees them.
import type { Query } from "./syntax.ts";
import type { TrinoType } from "./types.ts";

export interface CatalogColumn {
  readonly name: string;
  readonly type: TrinoType;
}

export type CatalogTable = BaseTable | ViewTable;

export interface BaseTable {
  readonly kind: "table";
  readonly catalog: string;
  readonly database: string;
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
  readonly partitionKeys: readonly CatalogColumn[];
  /** Columns that can be named though `*` leaves them out. */
  readonly hiddenColumns: readonly CatalogColumn[];
}

export interface ViewTable {
  readonly kind: "view";
  readonly catalog: string;
  readonly database: string;
  readonly name: string;
  readonly query: Query;
  /** What the view declared when it was made. */
  readonly columns: readonly CatalogColumn[];
}

export const CATALOG_NAME = "awsdatacatalog";
export const tableKey = (database: string, name: string): string => `${database}.${name}`;
