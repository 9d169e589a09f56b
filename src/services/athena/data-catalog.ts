// AwsDataCatalog: the account's Glue Data Catalog, asked in the caller's name.
import type { Database } from "@aws-sdk/client-athena";
import type * as glue from "@aws-sdk/client-glue";
import { AwsError } from "../../kit/errors.ts";
import type { Call, InputOf, OutputOf } from "../../kit/service.ts";
import type { AthenaContext } from "./context.ts";
import { dataCatalogNotFound, metadataRefused, tokenInvalid } from "./errors.ts";

type Glue = typeof glue;

export const AWS_DATA_CATALOG = "AwsDataCatalog";

/** Whatever its case: clients write `awsdatacatalog` too. */
export const isAwsDataCatalog = (name: string): boolean => name.toLowerCase() === AWS_DATA_CATALOG.toLowerCase();

/** Errors: InvalidRequestException. */
export function requireDataCatalog(name: string): void {
  if (!isAwsDataCatalog(name)) throw dataCatalogNotFound(name);
}

/** Errors: MetadataException with what Glue refused; InvalidRequestException for a token that is not Glue's. */
export async function fromGlue<Name extends "GetDatabases" | "GetDatabase" | "GetTables" | "GetTable">(
  { account, region, caller, signal, context }: Call<AthenaContext>,
  operation: Name,
  input: InputOf<Glue, Name>,
): Promise<OutputOf<Glue, Name>> {
  try {
    return await context.peers.call("glue", operation, input, { account, region, principal: caller, signal });
  } catch (error) {
    if (!(error instanceof AwsError) || error.fault !== "client") throw error;
    throw error.message === "Invalid NextToken" ? tokenInvalid() : metadataRefused(error);
  }
}

export const databaseView = ({ Name, Description, Parameters }: glue.Database): Database => ({
  Name,
  Description,
  Parameters,
});
