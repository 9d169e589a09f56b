// The statements that Athena runs, parsed.
import type { Ddl } from "../ddl/ddl.ts";
import type { Query } from "../trino/syntax.ts";

/** `table`, `database.table` or `catalog.database.table`, in lower case. */
export type TableName = readonly string[];

/** `format = 'PARQUET'`, `partitioned_by = ARRAY['dt']`, `bucket_count = 3`. */
export type PropertyValue = string | number | readonly string[];
export type Properties = Readonly<Record<string, PropertyValue>>;

export type Statement =
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "explain"; readonly analyze: boolean; readonly query: Query }
  /** Hive's DDL. */
  | { readonly kind: "ddl"; readonly ddl: Ddl }
  | {
      readonly kind: "create-table-as";
      readonly name: TableName;
      readonly ifNotExists: boolean;
      readonly properties: Properties;
      readonly query: Query;
      readonly withData: boolean;
    }
  | {
      readonly kind: "insert";
      readonly name: TableName;
      readonly columns: readonly string[] | undefined;
      readonly query: Query;
    }
  | {
      readonly kind: "create-view";
      readonly name: TableName;
      readonly orReplace: boolean;
      readonly query: Query;
      /** As written. */
      readonly sql: string;
    }
  | { readonly kind: "drop-view"; readonly name: TableName; readonly ifExists: boolean }
  | { readonly kind: "show-create-view"; readonly name: TableName }
  | { readonly kind: "unload"; readonly query: Query; readonly location: string; readonly properties: Properties }
  | { readonly kind: "prepare"; readonly name: string; readonly sql: string }
  | { readonly kind: "execute"; readonly name: string; readonly parameters: readonly string[] }
  | { readonly kind: "deallocate"; readonly name: string };
