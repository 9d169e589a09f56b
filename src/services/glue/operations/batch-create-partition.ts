// BatchCreatePartition: makes those of a list of partitions that can be made, and names the others.
import type { Operation } from "../context.ts";
import { addPartition, eachOf } from "../partition-changes.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";

export const batchCreatePartition: Operation<"BatchCreatePartition"> = async (input, call) => {
  const { keyvalue, clock } = call.context;
  const scope = scopeOf(call, input.CatalogId);
  const creationTime = new Date(clock.now());
  return keyvalue.transact(async (transaction) => {
    const { table } = await requireTable(transaction, scope, input.DatabaseName, input.TableName);
    const Errors = await eachOf(
      input.PartitionInputList,
      ({ Values }) => Values,
      (entry) => addPartition(transaction, scope, table, entry, creationTime),
    );
    return { Errors };
  });
};
