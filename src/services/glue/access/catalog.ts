// What databases, tables and partitions need.
import type { AccessTable } from "../../../kit/access.ts";
import type { GlueContext, Sdk } from "../context.ts";
import { arnOf, databaseResource, type GlueCall, type InCatalog, onCatalog, tableResource } from "./needs.ts";

interface InDatabase extends InCatalog {
  readonly DatabaseName: string;
}

interface OfTable extends InDatabase {
  readonly TableName: string;
}

const database = (action: string) => (input: InCatalog & { readonly Name: string }, call: GlueCall) =>
  onCatalog(action, input, call, databaseResource(input.Name));

/** Several tables of a database, each of which must be allowed. */
const tables = (action: string, input: InDatabase, names: readonly string[], call: GlueCall) =>
  onCatalog(
    action,
    input,
    call,
    databaseResource(input.DatabaseName),
    ...names.map((name) => tableResource(input.DatabaseName, name)),
  );

/** What belongs to a table, its partitions and versions too, is allowed with the table. */
const ofTable = (action: string) => (input: OfTable, call: GlueCall) => tables(action, input, [input.TableName], call);

const table = (action: string) => (input: InDatabase & { readonly Name: string }, call: GlueCall) =>
  tables(action, input, [input.Name], call);

/** The table of an input whose own members name it. Without a name the operation refuses the request itself. */
const given =
  (action: string) =>
  (
    input: InDatabase & { readonly Name?: string | undefined; readonly TableInput?: { readonly Name: string } },
    call: GlueCall,
  ) => {
    const name = input.TableInput?.Name ?? input.Name;
    return tables(action, input, name === undefined ? [] : [name], call);
  };

export const catalogAccess: AccessTable<Sdk, GlueContext> = {
  BatchCreatePartition: ofTable("BatchCreatePartition"),
  BatchDeletePartition: ofTable("BatchDeletePartition"),
  BatchDeleteTable: (input, call) => tables("BatchDeleteTable", input, input.TablesToDelete, call),
  BatchDeleteTableVersion: ofTable("BatchDeleteTableVersion"),
  BatchGetPartition: ofTable("BatchGetPartition"),
  BatchUpdatePartition: ofTable("BatchUpdatePartition"),
  CreateDatabase: async (input, call) => {
    const needs = await onCatalog("CreateDatabase", input, call, databaseResource(input.DatabaseInput.Name));
    const { Tags: requestTags } = input;
    if (!requestTags || Object.keys(requestTags).length === 0) return needs;
    const resource = needs.at(-1)?.resource ?? arnOf(call, databaseResource(input.DatabaseInput.Name));
    // Inferred from other resources of Glue: tags at creation need TagResource.
    return [...needs.map((need) => ({ ...need, requestTags })), { action: "glue:TagResource", resource, requestTags }];
  },
  CreatePartition: ofTable("CreatePartition"),
  CreatePartitionIndex: ofTable("CreatePartitionIndex"),
  CreateTable: given("CreateTable"),
  // Documented: what is deleted with a resource must be allowed too.
  DeleteDatabase: (input, call) =>
    onCatalog(
      "DeleteDatabase",
      input,
      call,
      databaseResource(input.Name),
      tableResource(input.Name, "*"),
      `userDefinedFunction/${input.Name.toLowerCase()}/*`,
    ),
  DeletePartition: ofTable("DeletePartition"),
  DeletePartitionIndex: ofTable("DeletePartitionIndex"),
  DeleteResourcePolicy: (_, call) => onCatalog("DeleteResourcePolicy", {}, call),
  DeleteTable: table("DeleteTable"),
  DeleteTableVersion: ofTable("DeleteTableVersion"),
  GetDatabase: database("GetDatabase"),
  // Recorded: GetDatabases is refused on the catalog, GetTables on the catalog or the database, never on one of those listed.
  GetDatabases: (input, call) => onCatalog("GetDatabases", input, call),
  GetPartition: ofTable("GetPartition"),
  GetPartitionIndexes: ofTable("GetPartitionIndexes"),
  GetPartitions: ofTable("GetPartitions"),
  GetResourcePolicies: (_, call) => onCatalog("GetResourcePolicies", {}, call),
  GetResourcePolicy: (_, call) => onCatalog("GetResourcePolicy", {}, call),
  GetTable: table("GetTable"),
  GetTableVersion: ofTable("GetTableVersion"),
  GetTableVersions: ofTable("GetTableVersions"),
  GetTables: (input, call) => tables("GetTables", input, [], call),
  PutResourcePolicy: (_, call) => onCatalog("PutResourcePolicy", {}, call),
  // Inferred from GetDatabases.
  SearchTables: (input, call) => onCatalog("SearchTables", input, call),
  UpdateDatabase: database("UpdateDatabase"),
  UpdatePartition: ofTable("UpdatePartition"),
  UpdateTable: given("UpdateTable"),
};
