// GetTableMetadata: a table of the Glue Data Catalog as Athena shows it.
import type { Operation } from "../context.ts";
import { fromGlue, requireDataCatalog } from "../data-catalog.ts";
import { tableMetadata } from "../table-metadata.ts";

export const getTableMetadata: Operation<"GetTableMetadata"> = async (input, call) => {
  requireDataCatalog(input.CatalogName);
  const { Table } = await fromGlue(call, "GetTable", { DatabaseName: input.DatabaseName, Name: input.TableName });
  return { TableMetadata: Table && tableMetadata(Table) };
};
