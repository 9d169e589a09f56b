// Rows as Glue's answers show them.
import type { Database, GluePolicy, Partition, Table } from "@aws-sdk/client-glue";
import type { Scope } from "./scope.ts";
import type { StoredColumn, TableInputRow } from "./store/inputs.ts";
import type { DatabaseRow, PartitionRow, ResourcePolicyRow, TableRow, TableVersionRow } from "./store/rows.ts";

export function databaseView({ input, createTime }: DatabaseRow, { account }: Scope): Database {
  return {
    ...input,
    CreateTime: createTime,
    CreateTableDefaultPermissions: input.CreateTableDefaultPermissions ?? [
      { Principal: { DataLakePrincipalIdentifier: "IAM_ALLOWED_PRINCIPALS" }, Permissions: ["ALL"] },
    ],
    CatalogId: account,
  };
}

export function tableView(table: TableRow | TableVersionRow, databaseName: string, { account }: Scope): Table {
  const { ViewDefinition: _, ...input } = table.input;
  return {
    ...input,
    DatabaseName: databaseName,
    CreateTime: table.createTime,
    UpdateTime: table.updateTime,
    CreatedBy: table.createdBy,
    IsRegisteredWithLakeFormation: false,
    IsMultiDialectView: false,
    CatalogId: account,
    VersionId: String(table.version),
  };
}

export const resourcePolicyView = ({ document, hash, createTime, updateTime }: ResourcePolicyRow): GluePolicy => ({
  PolicyInJson: document,
  PolicyHash: hash,
  CreateTime: createTime,
  UpdateTime: updateTime,
});

/** What Glue fills in when a table is stored. Recorded: Retention, Compressed, NumberOfBuckets, StoredAsSubDirectories. */
export function storedTableInput(input: TableInputRow): TableInputRow {
  const { StorageDescriptor: descriptor } = input;
  return {
    ...input,
    Name: input.Name.toLowerCase(),
    Retention: input.Retention ?? 0,
    ...(descriptor && {
      StorageDescriptor: {
        ...descriptor,
        Compressed: descriptor.Compressed ?? false,
        NumberOfBuckets: descriptor.NumberOfBuckets ?? 0,
        StoredAsSubDirectories: descriptor.StoredAsSubDirectories ?? false,
      },
    }),
  };
}

export interface PartitionOwner {
  readonly databaseName: string;
  readonly tableName: string;
  readonly scope: Scope;
}

/** `columns` undefined: left out, or never given. */
export function partitionView(
  partition: PartitionRow,
  columns: readonly StoredColumn[] | undefined,
  { databaseName, tableName, scope }: PartitionOwner,
): Partition {
  const { StorageDescriptor: descriptor } = partition.input;
  return {
    ...partition.input,
    ...(descriptor && { StorageDescriptor: { ...descriptor, ...(columns && { Columns: [...columns] }) } }),
    DatabaseName: databaseName,
    TableName: tableName,
    CreationTime: partition.creationTime,
    CatalogId: scope.account,
  };
}
