// ListDatabases: the databases of the Glue Data Catalog, in pages.
import type { Operation } from "../context.ts";
import { databaseView, fromGlue, requireDataCatalog } from "../data-catalog.ts";
import { PAGE_ENTRIES_MAX } from "../limits.ts";

export const listDatabases: Operation<"ListDatabases"> = async (input, call) => {
  requireDataCatalog(input.CatalogName);
  const { NextToken: token, MaxResults = PAGE_ENTRIES_MAX } = input;
  const page = { MaxResults, ...(token !== undefined && { NextToken: token }) };
  const { DatabaseList = [], NextToken } = await fromGlue(call, "GetDatabases", page);
  return { DatabaseList: DatabaseList.map(databaseView), ...(NextToken !== undefined && { NextToken }) };
};
