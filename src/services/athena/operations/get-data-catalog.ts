// GetDataCatalog: AwsDataCatalog is the account's Glue Data Catalog.
import type { Operation } from "../context.ts";
import { AWS_DATA_CATALOG, requireDataCatalog } from "../data-catalog.ts";

export const getDataCatalog: Operation<"GetDataCatalog"> = async ({ Name }, call) => {
  requireDataCatalog(Name);
  return { DataCatalog: { Name: AWS_DATA_CATALOG, Type: "GLUE", Parameters: { "catalog-id": call.account } } };
};
