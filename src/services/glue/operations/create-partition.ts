// CreatePartition: one partition of a table.
import type { Operation } from "../context.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";
import { addPartition } from "../partition-changes.ts";

export const createPartition: Operation<"CreatePartition"> = async (input, call) => {
  const { keyvalue, clock } = call.context;
  const scope = scopeOf(call, input.CatalogId);
  await keyvalue.transact(async (transaction) => {
    const { table } = await requireTable(transaction, scope, input.DatabaseName, input.TableName);
    await addPartition(transaction, scope, table, input.PartitionInput, new Date(clock.now()));
  });
  return {};
};
