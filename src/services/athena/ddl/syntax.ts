// The statements of Hive's DDL that Athena takes, as parsed.

export interface TableName {
  /** Undefined: the session's. */
  readonly database: string | undefined;
  readonly table: string;
  /** As the statement has it, in lower case and without the catalog. */
  readonly written: string;
}

export interface ColumnDefinition {
  readonly name: string;
  /** As Glue stores it: `array<struct<a:int>>`. */
  readonly type: string;
  readonly comment: string | undefined;
}

export type Properties = Readonly<Record<string, string>>;

/** `(year=2024, month='01')` in the order of the statement. */
export type PartitionSpec = ReadonlyMap<string, string>;

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** One key of `DROP PARTITION (year < 2024)`. */
export interface PartitionTest {
  readonly key: string;
  readonly comparison: Comparison;
  readonly value: string;
}

export interface Delimiters {
  readonly fields?: string;
  readonly escape?: string;
  readonly collectionItems?: string;
  readonly mapKeys?: string;
  readonly lines?: string;
  readonly nullText?: string;
}

export type RowFormat =
  | { readonly kind: "delimited"; readonly delimiters: Delimiters }
  | { readonly kind: "serde"; readonly library: string; readonly properties: Properties };

export type FileFormat =
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "classes"; readonly input: string; readonly output: string };

export interface Bucketing {
  readonly columns: readonly string[];
  readonly count: number;
}

export interface CreateTable {
  readonly kind: "create-table";
  readonly table: TableName;
  readonly ifNotExists: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly comment: string | undefined;
  readonly partitionKeys: readonly ColumnDefinition[];
  readonly bucketing: Bucketing | undefined;
  readonly rowFormat: RowFormat | undefined;
  readonly fileFormat: FileFormat | undefined;
  readonly location: string;
  readonly properties: Properties;
}

interface OnTable<Kind extends string> {
  readonly kind: Kind;
  readonly table: TableName;
}

export type AlterTable =
  | (OnTable<"add-partitions"> & {
      readonly ifNotExists: boolean;
      readonly partitions: readonly { readonly spec: PartitionSpec; readonly location: string | undefined }[];
    })
  | (OnTable<"drop-partitions"> & {
      readonly ifExists: boolean;
      /** A partition goes when it passes all tests of one of these. */
      readonly choices: readonly (readonly PartitionTest[])[];
    })
  | (OnTable<"rename-partition"> & { readonly from: PartitionSpec; readonly to: PartitionSpec })
  | (OnTable<"set-location"> & { readonly partition: PartitionSpec | undefined; readonly location: string })
  | (OnTable<"set-table-properties"> & { readonly properties: Properties })
  | (OnTable<"add-columns" | "replace-columns"> & { readonly columns: readonly ColumnDefinition[] })
  | (OnTable<"change-column"> & {
      readonly column: string;
      readonly to: ColumnDefinition;
      /** Undefined: where it was. */
      readonly position: "first" | { readonly after: string } | undefined;
    });

export type DatabaseDdl =
  | {
      readonly kind: "create-database";
      readonly database: string;
      readonly ifNotExists: boolean;
      readonly comment: string | undefined;
      readonly location: string | undefined;
      readonly properties: Properties;
    }
  | {
      readonly kind: "drop-database";
      readonly database: string;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: "set-database-properties"; readonly database: string; readonly properties: Properties };

export type ShowDdl =
  | { readonly kind: "show-databases"; readonly pattern: string | undefined }
  | {
      readonly kind: "show-tables" | "show-views";
      /** Undefined: the session's. */
      readonly database: string | undefined;
      readonly pattern: string | undefined;
    }
  | OnTable<"show-partitions">
  | OnTable<"show-columns">
  | OnTable<"show-create-table">
  | (OnTable<"show-table-properties"> & { readonly key: string | undefined });

export interface Describe extends OnTable<"describe"> {
  readonly mode: "plain" | "extended" | "formatted";
  readonly partition: PartitionSpec | undefined;
  readonly column: string | undefined;
}

export type Ddl =
  | DatabaseDdl
  | CreateTable
  | (OnTable<"drop-table"> & { readonly ifExists: boolean })
  | AlterTable
  | OnTable<"repair-table">
  | ShowDdl
  | Describe;
