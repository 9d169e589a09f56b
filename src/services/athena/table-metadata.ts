// A table of the Glue Data Catalog as Athena shows it: its storage is flattened into its parameters.
import type { Column, TableMetadata } from "@aws-sdk/client-athena";
import type * as glue from "@aws-sdk/client-glue";

/** Recorded for tables of Hive, views and Iceberg. */
export function tableMetadata(table: glue.Table): TableMetadata {
  const { StorageDescriptor: storage = {} } = table;
  return {
    Name: table.Name,
    CreateTime: table.CreateTime,
    LastAccessTime: table.LastAccessTime,
    TableType: table.TableType,
    Columns: (storage.Columns ?? []).filter(isCurrent).map(column),
    PartitionKeys: (table.PartitionKeys ?? []).map(column),
    Parameters: { ...table.Parameters, ...storageParameters(storage) },
  };
}

function storageParameters(storage: glue.StorageDescriptor): Record<string, string> {
  const { Location, InputFormat, OutputFormat, SerdeInfo } = storage;
  return {
    ...(InputFormat !== undefined && { inputformat: InputFormat }),
    ...(Location !== undefined && { location: Location }),
    ...(OutputFormat !== undefined && { outputformat: OutputFormat }),
    ...(SerdeInfo?.SerializationLibrary !== undefined && { "serde.serialization.lib": SerdeInfo.SerializationLibrary }),
    ...Object.fromEntries(
      Object.entries(SerdeInfo?.Parameters ?? {}).map(([name, value]) => [`serde.param.${name}`, value]),
    ),
  };
}

/** Recorded: Glue keeps the columns that an Iceberg table once had. */
const isCurrent = ({ Parameters }: glue.Column): boolean => Parameters?.["iceberg.field.current"] !== "false";

const column = ({ Name, Type, Comment }: glue.Column): Column => ({ Name, Type, Comment });
