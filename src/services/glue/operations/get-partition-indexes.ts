// GetPartitionIndexes: a table's partition indexes.
import type { Operation } from "../context.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";

export const getPartitionIndexes: Operation<"GetPartitionIndexes"> = async (input, call) => {
  const scope = scopeOf(call, input.CatalogId);
  const { table } = await requireTable(call.context.keyvalue, scope, input.DatabaseName, input.TableName);
  const types = new Map(table.input.PartitionKeys?.map(({ Name, Type }) => [Name.toLowerCase(), Type]));
  return {
    PartitionIndexDescriptorList: table.indexes.map(({ name, keys }) => ({
      IndexName: name,
      Keys: keys.map((Name) => ({ Name, Type: types.get(Name.toLowerCase()) ?? "string" })),
      IndexStatus: "ACTIVE" as const,
    })),
  };
};
