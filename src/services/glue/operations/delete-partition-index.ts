// DeletePartitionIndex: forgets a partition index.
import type { Operation } from "../context.ts";
import { indexNotFound } from "../errors.ts";
import { scopeOf } from "../scope.ts";
import { putTable, requireTable } from "../store/catalog.ts";

export const deletePartitionIndex: Operation<"DeletePartitionIndex"> = async (input, call) => {
  const scope = scopeOf(call, input.CatalogId);
  await call.context.keyvalue.transact(async (transaction) => {
    const { database, table } = await requireTable(transaction, scope, input.DatabaseName, input.TableName);
    const indexes = table.indexes.filter(({ name }) => name !== input.IndexName);
    if (indexes.length === table.indexes.length) throw indexNotFound(input.IndexName);
    putTable(transaction, scope, database, { ...table, indexes });
  });
  return {};
};
