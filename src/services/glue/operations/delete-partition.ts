// DeletePartition: forgets one partition.
import type { Operation } from "../context.ts";
import { removePartition } from "../partition-changes.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";

export const deletePartition: Operation<"DeletePartition"> = async (input, call) => {
  const scope = scopeOf(call, input.CatalogId);
  await call.context.keyvalue.transact(async (transaction) => {
    const { table } = await requireTable(transaction, scope, input.DatabaseName, input.TableName);
    await removePartition(transaction, scope, table, input.PartitionValues);
  });
  return {};
};
