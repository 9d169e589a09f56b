// ListDataCatalogs: the Glue Data Catalog, the only one here.
import type { Operation } from "../context.ts";
import { AWS_DATA_CATALOG } from "../data-catalog.ts";
import { PAGE_ENTRIES_MAX } from "../limits.ts";
import { pageOf } from "../scope.ts";

export const listDataCatalogs: Operation<"ListDataCatalogs"> = async (input, call) => {
  const { after } = pageOf<string>(call, ["ListDataCatalogs"], input, PAGE_ENTRIES_MAX);
  return { DataCatalogsSummary: after === undefined ? [{ CatalogName: AWS_DATA_CATALOG, Type: "GLUE" }] : [] };
};
