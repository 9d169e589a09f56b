// The statements that Athena runs, parsed.
import type { Query } from "../trino/syntax.ts";

/** `table`, `database.table` or `catalog.database.table`, in lower case. */
export type TableName = readonly string[];

export interface ColumnDefinition {
  readonly name: string;
  /** As Glue stores it: `array<int>`. */
  readonly type: string;
  readonly comment: string | undefined;
}

export interface RowFormat {
  readonly library: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface CreateTable {
  readonly kind: "create-table";
  readonly name: TableName;
  readonly ifNotExists: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly partitionKeys: readonly ColumnDefinition[];
  readonly comment: string | undefined;
  readonly rowFormat: RowFormat | undefined;
  readonly storedAs: string | { readonly inputFormat: string; readonly outputFormat: string } | undefined;
  readonly location: string | undefined;
  readonly properties: Readonly<Record<string, string>>;
  readonly buckets: { readonly columns: readonly string[]; readonly count: number } | undefined;
}

/** Values by partition key, as written. */
export type PartitionSpec = Readonly<Record<string, string>>;

/** `dt = '2024'`, `dt < '2024'` of DROP PARTITION. */
export interface PartitionTerm {
  readonly key: string;
  readonly operator: "=" | "<>" | "<" | "<=" | ">" | ">=";
  readonly value: string;
}

export type AlterTable = { readonly kind: "alter-table"; readonly name: TableName } & (
  | {
      readonly change: "add-partitions";
      readonly ifNotExists: boolean;
      readonly partitions: readonly { readonly spec: PartitionSpec; readonly location: string | undefined }[];
    }
  | {
      readonly change: "drop-partitions";
      readonly ifExists: boolean;
      readonly partitions: readonly (readonly PartitionTerm[])[];
    }
  | { readonly change: "rename-partition"; readonly from: PartitionSpec; readonly to: PartitionSpec }
  | { readonly change: "add-columns" | "replace-columns"; readonly columns: readonly ColumnDefinition[] }
  | { readonly change: "set-location"; readonly location: string; readonly partition: PartitionSpec | undefined }
  | { readonly change: "set-properties"; readonly properties: Readonly<Record<string, string>> }
);

/** `format = 'PARQUET'`, `partitioned_by = ARRAY['dt']`, `bucket_count = 3`. */
export type PropertyValue = string | number | readonly string[];
export type Properties = Readonly<Record<string, PropertyValue>>;

export type Statement =
  | { readonly kind: "query"; readonly query: Query }
  | { readonly kind: "explain"; readonly analyze: boolean; readonly query: Query }
  | {
      readonly kind: "create-database";
      readonly name: string;
      readonly ifNotExists: boolean;
      readonly comment: string | undefined;
      readonly location: string | undefined;
      readonly properties: Readonly<Record<string, string>>;
    }
  | { readonly kind: "drop-database"; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean }
  | CreateTable
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
  | { readonly kind: "drop-table" | "drop-view"; readonly name: TableName; readonly ifExists: boolean }
  | AlterTable
  | { readonly kind: "repair-table"; readonly name: TableName }
  | { readonly kind: "unload"; readonly query: Query; readonly location: string; readonly properties: Properties }
  | { readonly kind: "show-databases"; readonly pattern: string | undefined }
  | {
      readonly kind: "show-tables" | "show-views";
      readonly database: string | undefined;
      readonly pattern: string | undefined;
    }
  | { readonly kind: "show-partitions"; readonly name: TableName; readonly spec: PartitionSpec | undefined }
  | { readonly kind: "show-columns"; readonly name: TableName }
  | { readonly kind: "show-create-table" | "show-create-view"; readonly name: TableName }
  | { readonly kind: "show-properties"; readonly name: TableName; readonly property: string | undefined }
  | { readonly kind: "describe"; readonly name: TableName; readonly extended: boolean }
  | { readonly kind: "prepare"; readonly name: string; readonly sql: string }
  | { readonly kind: "execute"; readonly name: string; readonly parameters: readonly string[] }
  | { readonly kind: "deallocate"; readonly name: string };

/** What GetQueryExecution shows of a statement. Recorded names of SubstatementType where known, otherwise inferred from them. */
export interface StatementKind {
  readonly type: "DDL" | "DML" | "UTILITY";
  readonly substatement: string;
}

const KINDS: Readonly<Record<Statement["kind"], StatementKind>> = {
  query: { type: "DML", substatement: "SELECT" },
  explain: { type: "UTILITY", substatement: "EXPLAIN" },
  "create-database": { type: "DDL", substatement: "CREATE_DATABASE" },
  "drop-database": { type: "DDL", substatement: "DROP_DATABASE" },
  "create-table": { type: "DDL", substatement: "CREATE_TABLE" },
  "create-table-as": { type: "DDL", substatement: "CREATE_TABLE_AS_SELECT" },
  insert: { type: "DML", substatement: "INSERT" },
  "create-view": { type: "DDL", substatement: "CREATE_VIEW" },
  "drop-table": { type: "DDL", substatement: "DROP_TABLE" },
  "drop-view": { type: "DDL", substatement: "DROP_VIEW" },
  "alter-table": { type: "DDL", substatement: "ALTER_TABLE" },
  "repair-table": { type: "DDL", substatement: "MSCK_REPAIR_TABLE" },
  unload: { type: "DML", substatement: "UNLOAD" },
  "show-databases": { type: "UTILITY", substatement: "SHOW_DATABASES" },
  "show-tables": { type: "UTILITY", substatement: "SHOW_TABLES" },
  "show-views": { type: "UTILITY", substatement: "SHOW_VIEWS" },
  "show-partitions": { type: "UTILITY", substatement: "SHOW_PARTITIONS" },
  "show-columns": { type: "UTILITY", substatement: "SHOW_COLUMNS" },
  "show-create-table": { type: "UTILITY", substatement: "SHOW_CREATE_TABLE" },
  "show-create-view": { type: "UTILITY", substatement: "SHOW_CREATE_VIEW" },
  "show-properties": { type: "UTILITY", substatement: "SHOW_TBLPROPERTIES" },
  describe: { type: "UTILITY", substatement: "DESCRIBE_TABLE" },
  prepare: { type: "DDL", substatement: "PREPARE" },
  execute: { type: "DML", substatement: "EXECUTE" },
  deallocate: { type: "DDL", substatement: "DEALLOCATE" },
};

export const statementKind = ({ kind }: Statement): StatementKind => KINDS[kind];
