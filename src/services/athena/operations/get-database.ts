// GetDatabase: a database of the Glue Data Catalog.
import type { Operation } from "../context.ts";
import { databaseView, fromGlue, requireDataCatalog } from "../data-catalog.ts";

export const getDatabase: Operation<"GetDatabase"> = async ({ CatalogName, DatabaseName }, call) => {
  requireDataCatalog(CatalogName);
  const { Database } = await fromGlue(call, "GetDatabase", { Name: DatabaseName });
  return { Database: Database && databaseView(Database) };
};
