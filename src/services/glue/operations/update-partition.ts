// UpdatePartition: replaces a partition, which may get other values.
import type { Operation } from "../context.ts";
import { changePartition } from "../partition-changes.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";

export const updatePartition: Operation<"UpdatePartition"> = async (input, call) => {
  const scope = scopeOf(call, input.CatalogId);
  await call.context.keyvalue.transact(async (transaction) => {
    const { table } = await requireTable(transaction, scope, input.DatabaseName, input.TableName);
    await changePartition(transaction, scope, table, input.PartitionValueList, input.PartitionInput);
  });
  return {};
};
