// ListTableMetadata: a database's tables as Athena shows them, those whose names an expression matches, in pages.
import type { Operation } from "../context.ts";
import { fromGlue, requireDataCatalog } from "../data-catalog.ts";
import { PAGE_ENTRIES_MAX } from "../limits.ts";
import { tableMetadata } from "../table-metadata.ts";

export const listTableMetadata: Operation<"ListTableMetadata"> = async (input, call) => {
  requireDataCatalog(input.CatalogName);
  const { DatabaseName, Expression, NextToken: token, MaxResults = PAGE_ENTRIES_MAX } = input;
  const { TableList = [], NextToken } = await fromGlue(call, "GetTables", {
    DatabaseName,
    MaxResults,
    ...(Expression !== undefined && { Expression }),
    ...(token !== undefined && { NextToken: token }),
  });
  return { TableMetadataList: TableList.map(tableMetadata), ...(NextToken !== undefined && { NextToken }) };
};
