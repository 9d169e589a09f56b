// BatchDeletePartition: forgets those of a list of partitions that are there, and names the others.
import type { Operation } from "../context.ts";
import { eachOf, removePartition } from "../partition-changes.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";

export const batchDeletePartition: Operation<"BatchDeletePartition"> = async (input, call) => {
  const scope = scopeOf(call, input.CatalogId);
  return call.context.keyvalue.transact(async (transaction) => {
    const { table } = await requireTable(transaction, scope, input.DatabaseName, input.TableName);
    const Errors = await eachOf(
      input.PartitionsToDelete,
      ({ Values }) => Values,
      ({ Values }) => removePartition(transaction, scope, table, Values),
    );
    return { Errors };
  });
};
