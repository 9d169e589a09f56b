// BatchUpdatePartition: replaces those of a list of partitions that are there, and names the others.
import type { Operation } from "../context.ts";
import { changePartition, eachOf } from "../partition-changes.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";

export const batchUpdatePartition: Operation<"BatchUpdatePartition"> = async (input, call) => {
  const scope = scopeOf(call, input.CatalogId);
  return call.context.keyvalue.transact(async (transaction) => {
    const { table } = await requireTable(transaction, scope, input.DatabaseName, input.TableName);
    const errors = await eachOf(
      input.Entries,
      ({ PartitionValueList }) => PartitionValueList,
      ({ PartitionValueList, PartitionInput }) =>
        changePartition(transaction, scope, table, PartitionValueList, PartitionInput),
    );
    return {
      Errors: errors.map(({ PartitionValues, ErrorDetail }) => ({ PartitionValueList: PartitionValues, ErrorDetail })),
    };
  });
};
